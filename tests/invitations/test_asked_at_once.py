"""Two colleagues who press the same button at the same moment: it is done once, and both are told that it is."""

import pytest

from portal import clock
from portal.audit import deeds_about
from portal.db import db, transaction
from portal.invitations import actions, queries
from portal.invitations.models import Invitation
from portal.school.models import Person
from tests.meanwhile import Another, at_statement


def test_the_same_letters_asked_for_by_two_at_once_are_one_task(cast, app):
    people = [cast.people["bart"].id]

    def asks(who: int) -> int:
        with transaction() as session:
            return actions.ask_for_letters(session.get_one(Person, who), people, "3B", now=clock.now()).id

    office, head = cast.people["office"].id, cast.people["head"].id
    other = Another(app, lambda: asks(head))
    with at_statement("before", "INSERT INTO task", other):
        asked = asks(office)
    assert [other.result()] == [asked] == [batch.id for batch in queries.waiting_batches()]


@pytest.mark.parametrize("deed, before", [(actions.withdraw, ()), (actions.bring_back, (actions.withdraw,))])
def test_a_letter_that_two_withdraw_or_give_back_at_once(deed, before, cast, letter_of, app):
    letter_of("bart")
    letter, office = db.session.query(Invitation).one(), cast.people["office"]
    for earlier in before:
        earlier(letter, office, now=clock.now())
    db.session.commit()
    db.session.refresh(letter)
    written = len(deeds_about(cast.people["bart"]))

    def presses() -> None:
        with transaction() as session:
            deed(session.merge(letter, load=False), session.merge(office, load=False), now=clock.now())

    other = Another(app, presses)
    with at_statement("before", "UPDATE invitation", other):
        presses()
    assert other.result() is None and len(deeds_about(cast.people["bart"])) == written + 1
