"""An import can be undone until something depends on it; then the office is told what does."""

import pytest

from portal import clock, outbox
from portal.accounts import actions as accounts
from portal.conversations import actions as conversations
from portal.db import db
from portal.rosters.models import Answer, LeftQuestion, Step
from portal.school.models import Enrolment, Person, Pupil, SchoolClass
from tests.conftest import rows
from tests.rosters.conftest import contents, the_import
from tests.rosters.sheets import child, parent, sheet
from tests.stories import a_home_item, a_post, a_round

BEA = parent("Bea Appel", email="bea@example.org", mobile="0612345678")
# Somebody new with a new class, somebody known who moves with a new mother, everybody else is missing.
LIST = sheet(child("Ada Appel", "4C", BEA), child("Fleur Visser", "6A", parent("Cor Visser"), born="1-2-2018"))
OURS = ("roster_import", "task", "audit", "user_session", "heartbeat")


def people() -> dict[str, list]:
    """Everything but what tells of the import itself."""
    return {name: rows for name, rows in contents().items() if name not in OURS}


@pytest.fixture
def undo(office):
    """Undo the newest import: the page that the office then sees."""

    def run():
        answer = office.post(f"/office/rosters/{the_import().id}/undo")
        return office.follow(answer) if answer.status == 303 else answer

    return run


@pytest.fixture
def brought(bring_as_office):
    """The list is brought in; returns what was there before."""
    before = people()
    bring_as_office(LIST)
    return before


def somebody(first_name: str) -> Person:
    return db.session.query(Person).filter_by(first_name=first_name).one()


def pupil(first_name: str) -> Pupil:
    return db.session.query(Pupil).filter_by(first_name=first_name).one()


def test_it_leaves_everything_as_it_was(brought, undo):
    assert people() != brought
    page = undo()
    assert "It is undone: everything is as it was before this list." in page and "Undone on" in page
    assert people() == brought and the_import().step is Step.UNDONE
    assert rows("roster_import")[0].done is None, "what was needed to undo is kept no longer"


def test_households_that_were_put_apart_are_together_again(bring_as_office, undo):
    together = child("Ada Appel", "3B", BEA, parent("Dirk Den", email="dirk@example.org"))
    bring_as_office(sheet(together))
    before = people()["guardian"]
    bring_as_office(sheet(together | {"Parent 2: household (A or B)": "B"}))
    assert people()["guardian"] != before
    assert "It is undone" in undo() and people()["guardian"] == before


def test_undoing_twice_is_refused_and_does_nothing(brought, undo, office):
    undo()
    page = office.post(f"/office/rosters/{the_import().id}/undo")
    assert page.status == 422 and "was quicker" in page and people() == brought


def test_after_undoing_the_same_list_comes_in_again(brought, undo, bring_as_office):
    after = {name: len(found) for name, found in people().items()}
    undo()
    bring_as_office(LIST)
    assert {name: len(found) for name, found in people().items()} == after


def _signs_in(cast):
    accounts.start_session(somebody("Bea"), "a phone", now=clock.now())


def _is_written_to(cast):
    outbox.queue(somebody("Bea"), "accounts/messages/link.txt", cast.classes["3B"], now=clock.now())


def _gets_news(cast):
    a_post(cast.people["celik"], db.session.query(SchoolClass).filter_by(name="4C").one())


def _books(cast):
    bea = somebody("Bea")
    (slot, *_more) = a_round(cast.people["celik"], db.session.query(SchoolClass).filter_by(name="4C").one())
    conversations.book(slot, pupil("Ada"), bea, now=clock.now())


def _shares(cast):
    a_home_item(somebody("Bea"), pupil("Ada"), "Ada houdt van appels.")


def _is_corrected(cast):
    pupil("Ada").last_name = "Abrikoos"


def _moves(cast):
    db.session.query(Enrolment).filter_by(pupil_id=pupil("Ada").id).update({"class_id": cast.classes["3B"].id})


def _is_answered(cast):
    question = db.session.query(LeftQuestion).filter_by(pupil_id=cast.pupils["yusuf"].id).one()
    question.answer = Answer.HERE


# What happens after the import, and what the office is told.
SINCE = {
    _signs_in: "Somebody whom this list brought has signed in.",
    _is_written_to: "Messages were sent to people whom this list brought.",
    _gets_news: "News was written for a class.",
    _books: "Conversations were booked.",
    _shares: "A family shared something about home.",
    _is_corrected: "Something that this list brought was changed since.",
    _moves: "Something that this list brought was changed since.",
    _is_answered: "Something that this list brought was changed since.",
}


@pytest.mark.parametrize("happens", SINCE, ids=lambda happens: happens.__name__)
def test_it_is_refused_when_something_depends_on_it_and_nothing_changes(happens, brought, cast, undo):
    happens(cast)
    db.session.commit()
    before = people()
    page = undo()
    assert page.status == 422 and page.alerts == 1
    assert "This cannot be undone any more. Nothing was changed." in page and SINCE[happens] in page
    assert people() == before and the_import().step is Step.APPLIED


def test_a_later_list_is_undone_first(brought, undo, bring_as_office, office):
    first = the_import().id
    bring_as_office(sheet(child("Bo Berk", "3B")))
    page = office.post(f"/office/rosters/{first}/undo")
    assert page.status == 422 and "A later list was brought in. Undo that one first." in page
    undo()
    assert office.post(f"/office/rosters/{first}/undo").status == 303
    assert people() == brought


def test_what_others_do_elsewhere_does_not_keep_it_from_being_undone(brought, cast, undo):
    a_post(cast.people["celik"], cast.classes["3B"])
    accounts.start_session(cast.people["bart"], "a phone", now=clock.now())
    db.session.commit()
    assert "It is undone" in undo()
    assert db.session.query(Pupil).filter_by(first_name="Ada").count() == 0


def test_after_a_month_nothing_of_it_is_kept(brought, office, work):
    address = f"/office/rosters/{the_import().id}"
    clock.advance(days=31)
    work()
    assert "roster_import" not in contents()
    office.sign_in("office")
    assert office.get(address).status == 404
