"""A sign-in from a browser that was not seen before is told to the owner, in plain words."""

import re

import pytest

from portal import clock
from portal.accounts import actions, queries
from portal.accounts.models import KnownDevice
from portal.accounts.rules import kind_of_device
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.outbox import Message
from tests.accounts.conftest import LAPTOP, PHONE
from tests.conftest import rows

CELIK = {"email": "celik@regenboog.example", "password": PASSWORD}
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"
KINDS = (
    (PHONE, ("Chrome", "Android")),
    (LAPTOP, ("Firefox", "Windows")),
    (IPHONE, ("Safari", "iPhone")),
    ("Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 Chrome/121 Mobile", ("Samsung Internet", "Android")),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/126.0 Safari/537.36 Edg/126.0", ("Edge", "Windows")),
    ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126.0 Mobile Safari", ("Chrome", "iPad")),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605.1.15", ("Safari", "Mac")),
    ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/126.0 Safari/537.36", ("Chrome", "Chromebook")),
    ("curl/8.0 <script>", ("", "")),
)  # fmt: skip


def _comes_in(visitor, user_agent=PHONE):
    answer = visitor.post("/sign-in/staff", CELIK, headers={"User-Agent": user_agent})
    visitor.token = ""
    assert answer.status == 303
    return answer


def test_the_first_sign_in_of_an_account_is_not_told(cast, visit, work):
    _comes_in(visit())
    assert work() == [] and db.session.query(KnownDevice).count() == 1


def test_a_new_browser_is_told_to_its_owner_in_her_language(cast, visit, work):
    cast.people["celik"].language = "ar"
    db.session.commit()
    _comes_in(visit())
    clock.advance(days=1)
    _comes_in(visit(), LAPTOP)
    (mail,) = work()
    assert mail.to == "celik@regenboog.example" and mail.language == "ar"
    assert "Firefox على Windows" in mail.text and "/account" in mail.text
    assert LAPTOP not in mail.text and "127.0.0.1 " not in mail.text and not re.search(r"10\.0|Gecko", mail.text)


def test_a_browser_that_is_known_is_not_told_again(cast, visit, work):
    phone, laptop = visit(), visit()
    _comes_in(phone)
    _comes_in(laptop, LAPTOP)
    assert len(work()) == 1
    for visitor in (phone, laptop):
        visitor.post("/sign-out")
        visitor.token = ""
        _comes_in(visitor, LAPTOP)
    assert work() == []


def test_who_has_no_mail_is_told_by_text_message(with_sms, cast, visit, work):
    celik = cast.people["celik"]
    celik.phone = "06 12345678"
    _comes_in(visit())
    celik.email = None
    db.session.commit()
    token = actions.start_session(celik, LAPTOP, now=clock.now())
    session = queries.session_of(token, now=clock.now())
    assert session is not None
    actions.note_device(session, "another", now=clock.now())
    db.session.commit()
    (told,) = work()
    assert told.to == "+31612345678" and "Firefox" in told.text
    assert db.session.query(Message).one().channel == "sms"


def test_a_forged_device_cookie_is_a_new_browser(cast, visit, work):
    known = visit()
    _comes_in(known)
    forged = visit()
    forged.client.set_cookie("device", "somebody.elses")
    _comes_in(forged)
    assert len(work()) == 1


def test_the_cookie_cannot_be_read_by_scripts_and_its_text_is_nowhere(cast, visit):
    answer = _comes_in(visit())
    (cookie,) = [c for c in answer.response.headers.getlist("Set-Cookie") if c.startswith("device=")]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=34560000" in cookie
    text = cookie.split("=")[1].split(".")[0].strip('"')
    assert text and text not in str(rows("known_device"))


def test_two_people_in_one_browser_cannot_be_tied_together(cast, visit):
    browser = visit()
    _comes_in(browser)
    browser.post("/sign-in/staff", CELIK | {"email": "vos@regenboog.example"})
    marks = [row.mark for row in db.session.query(KnownDevice)]
    assert len(marks) == 2 and len(set(marks)) == 2


@pytest.mark.parametrize("user_agent, kind", KINDS)
def test_browsers_and_systems_are_known_by_their_names(user_agent, kind):
    assert kind_of_device(user_agent) == kind


def test_what_a_browser_says_of_itself_is_not_kept(cast, visit):
    _comes_in(visit(), PHONE)
    assert "Mozilla" not in str(rows("user_session")) and "Pixel" not in str(rows("user_session"))
    assert "127.0.0.1" not in str(rows("user_session")) + str(rows("known_device"))
