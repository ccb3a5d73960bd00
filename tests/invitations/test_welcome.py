"""After coming in: is this you, these are your children; how next time; and the way out for who is somebody else."""

import pytest

from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.rules import Ending
from portal.school.models import Role, StaffRole
from tests.invitations.conftest import birthday_of


@pytest.fixture
def phone(cast, letter_of, visit):
    """A phone that came in with Amina's letter; its person reads English."""
    cast.people["amina"].language = "en"
    code, browser = letter_of("amina"), visit()
    assert browser.post("/invitations", {"code": code, "born_on": birthday_of(cast.pupils["yusuf"])}).status == 303
    browser.token, browser.code = "", code
    return browser


def test_it_says_who_you_are_whose_parent_and_how_to_come_in_next_time(phone):
    page = phone.get("/invitations/welcome")
    assert "Welcome, Amina" in page and "Amina Haddad" in page
    assert "Yusuf" in page and "Class 3B" in page and "Salma" in page and "Class 6A" in page
    assert "amina@" not in page.html, "who is somebody else is not told the address"
    assert page.links.count("/account") == 4 and page.links.count("/") >= 3
    assert "You stay signed in on this phone at least until" in page


def test_the_phone_stays_signed_in_when_its_browser_is_closed(phone):
    cookie = phone.client.get_cookie("samen")
    assert cookie is not None and cookie.expires is not None


def test_it_is_in_the_language_of_the_guardian(cast, phone):
    cast.people["amina"].language = "ar"
    page = phone.get("/invitations/welcome")
    assert 'lang="ar" dir="rtl"' in page.html and "مرحباً، Amina" in page


def test_nobody_has_to_choose(phone):
    assert "Yusuf" in phone.get("/") and "Choose" not in phone.get("/").html.partition("<main")[0]


def test_who_came_in_otherwise_is_led_to_the_first_page(visit):
    bart = visit("bart")
    assert bart.get("/invitations/welcome").location == "/"
    assert bart.post("/invitations/not-me").location == "/" and bart.get("/").status == 200


def test_this_is_not_me_ends_it_and_tells_the_office(cast, phone, office, work, visit):
    before = phone.get("/invitations/welcome")
    assert "/invitations/not-me" in before.forms
    page = phone.follow(phone.post("/invitations/not-me"))
    assert "You are signed out and this letter works no more." in page
    assert phone.get("/").location.startswith("/sign-in")
    db.session.expire_all()
    amina = cast.people["amina"]
    assert amina.came_in_at is None, "she herself never came in"
    (parcel,) = work()
    assert parcel.to == cast.people["office"].email and "Amina" not in parcel.text + parcel.subject
    assert f"/invitations/guardians/{amina.id}" in parcel.text
    told = office.get(f"/invitations/guardians/{amina.id}")
    assert "letter was opened by somebody else" in told and "Make a letter" in told
    again = visit().post("/invitations", {"code": phone.code, "born_on": birthday_of(cast.pupils["yusuf"])})
    assert again.status == 422 and db.session.query(Invitation).one().ending is Ending.NOT_ME


def test_who_had_come_in_before_still_counts_as_come_in(cast, letter_of, visit):
    visit("bart")
    code, phone = letter_of("bart"), visit()
    phone.post("/invitations", {"code": code, "born_on": birthday_of(cast.pupils["fleur"])})
    phone.token = ""
    phone.post("/invitations/not-me")
    assert cast.people["bart"].came_in_at is not None


def test_a_school_without_an_office_tells_its_leader(cast, phone, work):
    db.session.query(StaffRole).filter_by(role=Role.OFFICE).delete()
    db.session.commit()
    phone.post("/invitations/not-me")
    assert [parcel.to for parcel in work()] == [cast.people["head"].email]


def test_pressing_twice_is_once(phone, work):
    phone.post("/invitations/not-me")
    phone.token = ""
    assert phone.post("/invitations/not-me").location.startswith("/sign-in")
    assert len(work()) == 1
