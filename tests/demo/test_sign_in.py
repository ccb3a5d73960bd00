"""The demo's door: everybody of the cast with a form, and one press makes you that person."""

import re

import pytest

from portal.db import db
from portal.demo.rules import PARENTS, PASSWORD, PIN, STAFF
from portal.kiosk.models import KioskDevice

EVERYBODY = (
    "amina", "bart", "dana", "pawel", "olena", "celik", "jansen", "vos", "noor", "ravi", "elif", "head", "sam",
    "office",
)  # fmt: skip
STAYS_OUT = ("nobody", "AMINA", "amina ", "parent1", "", "1")


def test_the_cast_stands_there_each_with_a_form(cast, enter):
    page = enter().get("/demo")
    assert page.status == 200 and (*PARENTS, *STAFF) == EVERYBODY
    assert re.findall(r'name="who" value="(\w+)"', page.html) == [*EVERYBODY, "kiosk"]
    assert set(page.forms) >= {"/demo/sign-in"}
    for who in EVERYBODY:
        assert cast.people[who].full_name in page
    assert PASSWORD in page and PIN in page and "/demo/outbox" in page.links


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_press_and_you_are_that_person(who, cast, enter):
    browser = enter()
    first = browser.follow(browser.post("/demo/sign-in", {"who": who}))
    assert first.status == 200 and cast.people[who].first_name in first
    assert 'class="demo"' in first.html and "/demo" in first.links, "every page says that this is a demo"
    assert browser.get("/account").status == 200


def test_being_somebody_else_is_one_more_press(cast, enter):
    browser = enter()
    for who in ("amina", "office", "bart"):
        browser.post("/demo/sign-in", {"who": who})
        browser.token = ""
    assert "Bart" in browser.get("/") and browser.get("/office").status == 403


def test_the_kiosk_makes_this_browser_the_kiosk_of_reception_and_nothing_else(cast, enter):
    browser = enter()
    answer = browser.post("/demo/sign-in", {"who": "kiosk"})
    assert answer.location == "/kiosk"
    page = browser.follow(answer)
    assert page.status == 200 and 'id="call-for-help"' in page.html
    assert db.session.query(KioskDevice).one().place_id == cast.places["reception"].id
    assert browser.get("/").status == browser.get("/demo").status == 404


def test_the_shown_password_and_pin_are_right(cast, enter):
    browser = enter()
    answer = browser.post("/sign-in/staff", {"email": cast.people["celik"].email, "password": PASSWORD})
    assert answer.status == 303 and "Zeynep" in browser.follow(answer)


@pytest.mark.parametrize("who", STAYS_OUT)
def test_nobody_of_another_name_comes_in(who, enter):
    browser = enter()
    assert browser.post("/demo/sign-in", {"who": who}).status == 404
    assert browser.get("/").location.startswith("/sign-in")


def test_a_forged_press_signs_nobody_in(enter):
    browser = enter()
    assert browser.post("/demo/sign-in", {"who": "amina", "csrf_token": "forged"}).status == 400
    assert browser.get("/").location.startswith("/sign-in")
