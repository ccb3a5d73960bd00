"""Making letters is long work: it shows how far it is, bears a crash, and changes nothing before all is in the file."""

import re
from contextvars import Context

import pytest

from portal import clock, paper, tasks
from portal.audit import deeds_about
from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.rules import Ending
from portal.school.models import Guardianship, Role, StaffRole
from portal.tasks import State, Task
from tests.invitations.conftest import birthday_of

SCHOOL = "/invitations/school"


@pytest.fixture
def ask(office, a_small_school):
    """Ask for letters of the whole school; returns the path of their page."""

    def asked(who: str = "without") -> str:
        tasks._at_work.clear()
        answer = office.post(f"{SCHOOL}/letters", {"who": who})
        assert answer.status == 303, answer.text
        return answer.location

    return asked


@pytest.fixture
def a_piece(app):
    """Let the worker do one piece of the oldest task."""

    def done() -> None:
        db.session.commit()
        Context().run(in_a_context_of_its_own)
        db.session.expire_all()

    def in_a_context_of_its_own() -> None:
        with app.app_context():
            tasks.do_one(clock.now())

    return done


def test_the_page_says_how_far_it_is_and_then_offers_the_letters(ask, office, a_piece, work):
    path = ask()
    assert "We are working on it." in office.get(path)
    batch = db.session.query(Task).one()
    while not batch.done:
        a_piece()
    page = office.get(path)
    assert re.search(r"[1-9] of 10", page.text) and 'hx-trigger="every 1s"' in page.html
    part = office.get(path, headers={"HX-Request": "true"}).html
    assert part.lstrip().startswith("<section") and "<h1" not in part
    assert db.session.query(Invitation).count() == 0, "no code lives before its letter lies in the file"
    work()
    page = office.get(path)
    assert "9 letters are ready." in page and f"{path}/pdf" in page.links and f"{path}/print" in page.links
    assert "every 1s" not in page.html and db.session.query(Invitation).count() == 9


def test_a_worker_that_dies_delays_it_and_older_letters_work_until_then(
    ask, letter_of, office, a_piece, work, visit, cast
):
    old = letter_of("bart")
    path = ask("again")
    for _each in range(5):
        a_piece()
    tasks._at_work.clear()
    assert db.session.query(Invitation).filter_by(ended_at=None).count() == 1
    clock.advance(seconds=61)
    work()
    assert "9 letters are ready." in office.get(path)
    living = db.session.query(Invitation).filter_by(ended_at=None)
    assert living.count() == 9 and len({letter.person_id for letter in living}) == 9
    answer = visit().post("/invitations", {"code": old, "born_on": birthday_of(cast.pupils["fleur"])})
    assert answer.status == 422, "the new letter ended the old one"


def test_what_breaks_again_and_again_changes_nothing_and_is_said(ask, office, monkeypatch, letter_of):
    old = letter_of("bart")
    path = ask("again")
    monkeypatch.setattr(paper.segno, "make", lambda *_args, **_options: 1 / 0)
    for _each in range(tasks.LIMIT):
        with pytest.raises(ZeroDivisionError):
            tasks.do_one(clock.now())
        clock.advance(seconds=61)
    tasks.do_one(clock.now())
    page = office.get(path)
    assert "The letters could not be made." in page and "older letters still work" in page
    assert db.session.query(Invitation).filter_by(ended_at=None).count() == 1 and old


def test_pressing_twice_makes_the_letters_once(ask, work):
    assert ask() == ask() and db.session.query(Task).count() == 1
    work()
    assert db.session.query(Invitation).count() == 9


def test_only_who_has_none_or_everybody_who_is_not_in(cast, ask, make, letter_of, visit):
    first = letter_of("bart")
    assert "Bart" not in "".join(letter.text for letter in make(SCHOOL))
    again = make(SCHOOL, who="again")
    assert len(again) == 9 and first not in {letter.code for letter in again}
    assert db.session.query(Invitation).filter_by(ending=Ending.REPLACED).count() == 9
    phone = visit()
    his = next(letter for letter in again if "Bart Visser" in letter.text)
    assert phone.post("/invitations", {"code": his.code, "born_on": birthday_of(cast.pupils["fleur"])}).status == 303
    assert len(make(SCHOOL, who="again")) == 8, "who is in needs no letter"


def test_who_left_works_here_or_has_no_access_gets_none(cast, a_small_school, make, office):
    bart, dana, olena = (cast.people[who] for who in ("bart", "dana", "olena"))
    bart.left_on = clock.now().date()
    db.session.add(StaffRole(person_id=dana.id, role=Role.HELPER))
    db.session.query(Guardianship).filter_by(guardian_id=olena.guardian.id).update({"has_access": False})
    db.session.commit()
    text = "".join(letter.text for letter in make(SCHOOL))
    assert "Kowalski" in text and not any(name in text for name in ("Visser", "Kowalska", "Shevchenko"))
    for person in (bart, dana, olena):
        refused = office.post(f"/invitations/guardians/{person.id}/letters")
        assert refused.status == 422 and "gets no letter" in refused
    assert "works here: signs in as staff" in office.get(f"/invitations/guardians/{dana.id}")


def test_when_nobody_needs_one_it_says_so(a_small_school, office, make):
    make("/invitations/classes/1")
    refused = office.post("/invitations/classes/1/letters", {"who": "without"})
    assert refused.status == 422 and "There is nobody to write to" in refused
    assert office.post("/invitations/classes/1/letters", {"who": "x"}).status == 422
    assert db.session.query(Task).count() == 1


def test_who_left_while_it_waited_is_skipped_and_an_empty_pile_is_said(cast, office, work):
    asked = office.post(f"/invitations/guardians/{cast.people['bart'].id}/letters")
    cast.people["bart"].left_on = clock.now().date()
    work()
    assert "There was nobody left to write to." in office.get(asked.location)
    assert db.session.query(Invitation).count() == 0


def test_each_letter_is_written_in_the_book(cast, letter_of):
    letter_of("bart")
    (deed,) = deeds_about(cast.people["bart"], verb="invited")
    assert deed.person_id == cast.people["office"].id


def test_letters_of_another_kind_of_work_are_not_found(cast, office):
    other = tasks.start(cast.people["office"], "export", {}, now=clock.now())
    db.session.commit()
    assert [office.get(f"/invitations/letters/{other.id}{part}").status for part in ("", "/pdf", "/print")] == [404] * 3
    other.state = State.FAILED
