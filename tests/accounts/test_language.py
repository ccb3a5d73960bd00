"""The language switch is on every page, keeps the page, and loses nothing that was typed."""

import re

import pytest

from portal.accounts.models import KeptFields
from portal.db import db
from portal.i18n import LANGUAGES
from tests.conftest import rows


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_visitor_chooses_a_language_before_signing_in(cast, visit, code):
    someone = visit()
    assert someone.post(f"/language/{code}", {"next": "/sign-in"}).location == "/sign-in"
    page = someone.get("/sign-in")
    assert re.search(rf'<html[^>]*lang="{code}"', page.html)


def test_the_choice_of_a_person_is_remembered_with_the_person(cast, visit):
    visit("bart").post("/language/en", {"next": "/"})
    assert re.search(r'<html[^>]*lang="en"', visit("bart").get("/").html)


def test_what_was_typed_comes_back_once_in_the_other_language(cast, visit):
    someone = visit()
    page = someone.follow(someone.post("/language/ar", {"next": "/sign-in", "email": "half typed"}))
    assert 'value="half typed"' in page.html and 'dir="rtl"' in page.html
    assert 'value="half typed"' not in someone.get("/sign-in?kept=1").html


def test_what_was_typed_is_kept_encrypted_and_for_this_browser_only(cast, visit):
    someone = visit()
    someone.post("/language/ar", {"next": "/sign-in", "email": "half typed"})
    assert "half typed" not in str(rows("kept_fields"))
    assert 'value="half typed"' not in visit().get("/sign-in?kept=1").html
    assert db.session.query(KeptFields).count() == 1


def test_a_password_is_not_kept(cast, visit):
    someone = visit()
    page = someone.follow(
        someone.post("/language/en", {"next": "/sign-in/staff", "email": "x", "password": "secret word"})
    )
    assert "secret word" not in page.html


def test_a_language_we_do_not_have_is_not_there(cast, visit):
    assert visit().post("/language/xx").status == 404


def test_the_browsers_wish_counts_for_who_chose_nothing(cast, visit):
    page = visit().get("/sign-in", headers={"Accept-Language": "ar;q=0.9, fr"})
    assert 'dir="rtl"' in page.html
