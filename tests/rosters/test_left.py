"""Who is missing from a list is asked about: the office says who left and who is still here, and can take it back."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.audit import deeds_about
from portal.db import db
from portal.rosters.models import Answer, LeftQuestion
from portal.school.models import Guardian, Guardianship, Person, Pupil, Role, Teaching
from tests.rosters import samples
from tests.rosters.conftest import the_import
from tests.rosters.sheets import child, sheet


@pytest.fixture
def missing(cast, office, bring_as_office):
    """All pupils but Fleur are missing from the last list: the question about each, by the pupil's name."""
    bring_as_office(sheet(child("Fleur Visser", "3B", born="")))
    return {row.pupil.first_name.lower(): row for row in db.session.query(LeftQuestion) if row.pupil}


def today():
    return i18n.local_date(clock.now())


def answer(office, *questions, what="left", left_on=None, one=None):
    fields = {"question": [each.id for each in questions], "answer": what, "left_on": left_on or today().isoformat()}
    return office.post("/office/left", fields | ({"one": one.id} if one else {}))


def test_the_page_names_who_is_missing_with_their_class(missing, office):
    page = office.get("/office/left")
    assert page.html.count('name="question"') == 45
    assert "Yusuf Haddad 3B" in page and "Fleur" not in page


def test_has_left_with_one_tap_and_the_pages_are_closed_at_once(missing, cast, office, visit):
    page = office.follow(answer(office, one=missing["danylo"]))
    assert "1 is marked as left." in page and page.html.count('name="question"') == 44
    assert cast.pupils["danylo"].left_on == today()
    assert visit("olena").get(f"/home-context/{cast.pupils['danylo'].id}").status == 404
    (deed,) = deeds_about(cast.pupils["danylo"], verb="has left")
    assert deed.person_id == cast.people["office"].id


def test_still_here_with_one_tap(missing, cast, office):
    question = missing["danylo"]
    page = office.follow(office.post("/office/left?answer=here", {"one": question.id, "left_on": ""}))
    assert "1 is still here." in page and cast.pupils["danylo"].left_on is None
    assert question.id not in {row.id for row in db.session.query(LeftQuestion).filter_by(answer=Answer.OPEN)}


def test_several_at_once_on_a_day_of_choice(missing, cast, office):
    day = today() - timedelta(days=30)
    page = office.follow(answer(office, missing["yusuf"], missing["salma"], left_on=day.isoformat()))
    assert "2 are marked as left." in page
    assert cast.pupils["yusuf"].left_on == cast.pupils["salma"].left_on == day
    assert "2 are still here." in office.follow(answer(office, missing["zofia"], missing["danylo"], what="here"))


def test_each_answer_can_be_taken_back(missing, cast, office):
    for question, what in ((missing["yusuf"], "left"), (missing["danylo"], "here")):
        answer(office, question, what=what)
        page = office.get("/office/left")
        assert f"/office/left/{question.id}/undo" in page.forms
        page = office.follow(office.post(f"/office/left/{question.id}/undo"))
        assert "The question is open again." in page and page.html.count('name="question"') == 45
    assert cast.pupils["yusuf"].left_on is None


def test_taking_back_twice_is_refused_kindly(missing, office):
    answer(office, missing["yusuf"])
    office.post(f"/office/left/{missing['yusuf'].id}/undo")
    page = office.post(f"/office/left/{missing['yusuf'].id}/undo")
    assert page.status == 422 and "was quicker" in page


def test_what_a_colleague_answered_stays(missing, cast, office, visit):
    colleague = visit("office")
    answer(office, missing["yusuf"], what="here")
    assert "A colleague answered this already" in colleague.follow(answer(colleague, missing["yusuf"]))
    assert cast.pupils["yusuf"].left_on is None


def test_nobody_ticked_a_day_to_come_and_no_day_are_refused(missing, cast, office):
    assert "Tick who you mean first." in answer(office)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    for day in (tomorrow, "x", "2026-02-30"):
        page = answer(office, missing["yusuf"], left_on=day)
        assert page.status == 422 and page.alerts == 1 and "checked" in page.html, "what was ticked stays ticked"
    assert cast.pupils["yusuf"].left_on is None


@pytest.mark.parametrize("number", ["0", "999999", "x", "-1"])
def test_a_number_that_is_nobodys_changes_nothing(number, missing, office):
    office.post("/office/left", {"question": [number], "answer": "left", "left_on": today().isoformat()})
    assert db.session.query(Pupil).filter(Pupil.left_on.is_not(None)).count() == 0


def test_whoever_is_in_the_next_list_again_is_asked_about_no_more(missing, office, bring_as_office):
    bring_as_office(sheet(child("Fleur Visser", "3B", born=""), child("Yusuf Haddad", "3B", born="")))
    page = office.get("/office/left")
    assert "Yusuf" not in page and page.html.count('name="question"') == 44


def test_still_here_is_asked_anew_after_the_next_list(missing, office, bring_as_office):
    answer(office, missing["yusuf"], what="here")
    assert "Yusuf" not in _open(office)
    bring_as_office(sheet(child("Fleur Visser", "3B", born="")))
    assert "Yusuf" in _open(office)


def _open(office) -> str:
    return office.get("/office/left").text.partition("Answered lately")[0]


def test_whoever_has_left_is_not_missed_again(missing, cast, office, send):
    answer(office, *missing.values())
    assert "Missing 0 0 0 0" not in send(sheet(child("Fleur Visser", "3B", born="")))
    assert [entry for entry in _plan()["entries"] if entry["state"] == "missing" and entry["kind"] == "pupil"] == []


def _plan() -> dict:
    from portal.rosters.queries.imports import plan_of

    plan = plan_of(the_import())
    assert plan is not None
    return plan.as_json()


@pytest.fixture
def missing_staff(cast, office, bring_as_office):
    """A list with staff in which nobody of the school's own is: the question about each teacher."""
    year = samples.edexml().partition("<schooljaar>")[2][:9]
    now = cast.classes["3B"].year.name
    bring_as_office(samples.edexml(samples.teacher("t9", "Han Olm")).replace(year, now), "edexml.xml")
    return {row.person.first_name: row for row in db.session.query(LeftQuestion) if row.person}


def test_staff_who_teach_are_asked_about_and_others_are_not(missing_staff):
    assert set(missing_staff) == {"Zeynep", "Marieke", "Pieter"}


def test_staff_who_left_can_no_longer_come_in(missing_staff, cast, office, visit):
    vos = visit("vos")
    answer(office, one=missing_staff["Pieter"])
    assert cast.people["vos"].left_on == today()
    assert vos.get("/").location.startswith("/sign-in")


def test_staff_with_a_child_at_school_stay_as_a_parent(missing_staff, cast, office):
    pieter = cast.people["vos"]
    pieter.guardian = Guardian(household=cast.people["bart"].guardian.household)
    db.session.flush()
    db.session.add(Guardianship(pupil_id=cast.pupils["fleur"].id, guardian_id=pieter.guardian.id))
    db.session.commit()
    question = missing_staff["Pieter"]
    answer(office, one=question)
    pieter = db.session.get_one(Person, pieter.id)
    assert pieter.left_on is None and pieter.roles == frozenset() and _taught(pieter) == 0
    office.post(f"/office/left/{question.id}/undo")
    pieter = db.session.get_one(Person, pieter.id)
    assert pieter.roles == {Role.TEACHER} and _taught(pieter) == 1


def _taught(person: Person) -> int:
    return db.session.query(Teaching).filter_by(person_id=person.id).count()


def test_an_empty_queue_says_so(office):
    assert "Nobody is missing" in office.get("/office/left")
