"""Erasing a guardian is not hindered by the register, and leaves its words to their own term."""

from portal import clock
from portal.db import db
from portal.incidents import queries as register
from portal.incidents.models import Incident
from portal.privacy.actions import erasing
from portal.privacy.queries.left_out import LEFT_OUT
from portal.school.models import Person
from tests.disclosure.conftest import LONG, WORDS, released


def test_a_guardian_who_stands_in_the_words_and_asked_for_a_copy_is_erased(
    cast, finished, checked, visit, work, command
):
    bart = cast.people["bart"]
    released(visit, checked, work)
    assert bart.guardian is not None
    assert erasing.erase_guardian(bart.guardian.id, clock.now()), "nothing holds it back"
    db.session.commit()
    assert db.session.get_one(Person, bart.id).full_name.strip() == ""
    again = db.session.get_one(Incident, finished.id)
    assert again.words["what_happened"] == WORDS, "the register has rules of its own"
    assert list(register.broken()) == []
    clock.advance(days=LONG.days)
    assert "register_key 1" in command("retention").output
    assert db.session.get_one(Incident, finished.id).words == {}


def test_the_reason_why_incidents_are_in_no_copy_says_that_they_have_a_term_of_their_own():
    assert "its own term" in LEFT_OUT["incident"] and "masked" in LEFT_OUT["incident"]
