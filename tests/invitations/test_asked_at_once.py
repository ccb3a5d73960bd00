"""Two colleagues who press the same button at the same moment: it is done once, and both are told that it is."""

from portal import clock
from portal.db import transaction
from portal.invitations import actions, queries
from portal.school.models import Person
from tests.meanwhile import meanwhile


def test_the_same_letters_asked_for_by_two_at_once_are_one_task(cast, app):
    people = [cast.people["bart"].id]

    def asks(who: int) -> int:
        with transaction() as session:
            return actions.ask_for_letters(session.get_one(Person, who), people, "3B", now=clock.now()).id

    office, head = cast.people["office"].id, cast.people["head"].id
    with meanwhile(app, "INSERT INTO task", lambda: asks(head)) as other:
        asked = asks(office)
    assert other == [asked] == [batch.id for batch in queries.waiting_batches()]
