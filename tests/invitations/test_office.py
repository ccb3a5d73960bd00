"""The office sees who came in, who holds a letter and who needs one; it takes a letter back, and gives it back."""

import pytest

from portal import clock
from portal.accounts.models import UserSession
from portal.audit import deeds_about
from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.rules import LIVES
from portal.school.models import Enrolment, SchoolClass
from tests.invitations.conftest import birthday_of


@pytest.fixture
def page_of(cast, office):
    """The office's page about the letter of somebody."""
    return lambda who: office.get(f"/invitations/guardians/{cast.people[who].id}")


@pytest.fixture
def enter(cast, visit):
    """Come in with a letter as Bart; returns the browser."""

    def entered(code):
        phone = visit()
        answer = phone.post("/invitations", {"code": code, "born_on": birthday_of(cast.pupils["fleur"])})
        assert answer.status in (303, 422)
        phone.is_in = answer.status == 303
        return phone

    return entered


def test_it_counts_by_class_who_is_in_holds_a_letter_or_needs_one(cast, a_small_school, office, letter_of, visit):
    letter_of("bart")
    visit("amina")
    page = office.get("/invitations/school")
    assert "The whole school Came in: 1 · have a letter: 1 · need one: 7" in page, page.text
    assert "Class 3B Came in: 1 · have a letter: 1 · need one: 4" in page
    assert "Class 6A Came in: 1 · have a letter: 0 · need one: 3" in page
    assert "/invitations/school" in office.get("/office").links


def test_a_class_shows_each_parent_with_the_children_and_the_standing(cast, a_small_school, office, letter_of, visit):
    letter_of("bart")
    visit("amina")
    page = office.get(f"/invitations/classes/{cast.classes['3B'].id}")
    assert "Amina Haddad Yusuf · has come in" in page
    assert "Bart Visser Fleur · letter works until" in page
    assert "Dana Kowalska Zofia · no letter yet Paweł Kowalski Zofia · no letter yet" in page


def test_children_without_a_class_are_not_forgotten(cast, a_small_school, office, make):
    db.session.query(Enrolment).filter_by(pupil_id=cast.pupils["fleur"].id).delete()
    db.session.commit()
    assert "/invitations/without-class" in office.get("/invitations/school").links
    page = office.get("/invitations/without-class")
    assert "Bart Visser" in page and "one by one, or together with the whole school" in page
    (letter,) = [letter for letter in make("/invitations/school") if "Bart" in letter.text]
    assert "voor Bart Visser. De brief" in letter.text


def test_a_class_without_parents_says_so(cast, office):
    empty = SchoolClass(year_id=cast.classes["3B"].year_id, name="8A", grade="8")
    db.session.add(empty)
    db.session.commit()
    assert "There is no parent here yet" in office.get(f"/invitations/classes/{empty.id}")
    assert office.get("/invitations/classes/99").status == 404


def test_a_letter_that_is_withdrawn_opens_nothing_until_it_is_given_back(cast, letter_of, office, page_of, enter):
    code = letter_of("bart")
    (letter,) = db.session.query(Invitation).all()
    told = office.follow(office.post(f"/invitations/{letter.id}/withdraw"))
    assert "opens nothing any more" in told and "letter is over" in told
    assert office.post(f"/invitations/{letter.id}/withdraw").status == 303, "twice is once"
    assert not enter(code).is_in
    assert "This letter works again." in office.follow(office.post(f"/invitations/{letter.id}/bring-back"))
    clock.advance(minutes=16)
    assert enter(code).is_in
    verbs = [deed.did for deed in reversed(deeds_about(cast.people["bart"]))]
    assert verbs == ["invited", "invitation withdrawn", "invitation given back", "came in with a letter"]


def test_what_was_used_cannot_be_withdrawn_and_what_was_replaced_cannot_return(cast, letter_of, office, enter):
    used = letter_of("bart")
    enter(used)
    (letter,) = db.session.query(Invitation).all()
    refused = office.post(f"/invitations/{letter.id}/withdraw")
    assert refused.status == 422 and "used or replaced meanwhile" in refused
    letter_of("dana")
    old = db.session.query(Invitation).filter_by(person_id=cast.people["dana"].id).one()
    office.post(f"/invitations/{old.id}/withdraw")
    letter_of("dana")
    assert office.post(f"/invitations/{old.id}/bring-back").status == 422, "a newer one works"
    assert db.session.query(Invitation).filter_by(person_id=cast.people["dana"].id, ended_at=None).count() == 1


def test_what_is_too_old_cannot_return(cast, letter_of, office):
    letter_of("bart")
    (letter,) = db.session.query(Invitation).all()
    office.post(f"/invitations/{letter.id}/withdraw")
    clock.advance(days=LIVES.days + 1)
    office.sign_in("office")
    assert office.post(f"/invitations/{letter.id}/bring-back").status == 422


def test_a_new_letter_for_who_came_in_signs_the_phone_of_the_old_one_out(cast, letter_of, page_of, enter, visit):
    phone, elsewhere = enter(letter_of("bart")), visit("bart")
    assert "This parent came in before." in page_of("bart")
    new = letter_of("bart")
    assert phone.get("/").location.startswith("/sign-in"), "the old phone may be in other hands"
    assert elsewhere.get("/").status == 200, "what came in otherwise stays"
    assert enter(new).is_in
    assert db.session.query(UserSession).filter_by(revoked_at=None).count() >= 2


def test_a_letter_that_ran_out_needs_a_new_one(letter_of, office, page_of):
    letter_of("bart")
    clock.advance(days=LIVES.days + 1)
    office.sign_in("office")
    assert "letter is over" in page_of("bart")


def test_somebody_who_is_nobodys_parent_has_no_such_page(cast, page_of):
    assert page_of("celik").status == 404


def test_the_page_asks_the_database_the_same_for_few_and_for_many(cast, office, queries):
    path = f"/invitations/classes/{cast.classes['3B'].id}"
    office.get(path)
    with queries() as many:
        office.get(path)
    with queries() as school:
        office.get("/invitations/school")
    assert len(many) <= 8 and len(school) <= 9, "\n".join([*many, *school])
