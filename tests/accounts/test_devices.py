"""A session is a row: listed, revocable, and over when it should be."""

import re
from dataclasses import replace

import pytest

from portal import clock
from portal.app import create_app
from portal.demo.rules import PASSWORD
from tests.accounts.conftest import LAPTOP, PHONE
from tests.conftest import rows

CELIK = {"email": "celik@regenboog.example", "password": PASSWORD}


def test_a_person_sees_the_own_devices_and_signs_one_out(cast, visit):
    phone, laptop = visit("amina"), visit("amina")
    page = laptop.get("/account")
    (end,) = re.findall(r'action="(/account/sessions/\d+/end)"', page.html)
    assert laptop.post(end).status == 303
    assert phone.get("/").status == 303
    assert laptop.get("/").status == 200


def test_somebody_elses_device_does_not_exist(cast, visit):
    amina, bart = visit("amina"), visit("bart")
    visit("amina")
    (end,) = re.findall(r'action="(/account/sessions/\d+/end)"', amina.get("/account").html)
    assert bart.post(end).status == 404


def test_signing_out_ends_the_session_on_the_server(cast, visit):
    amina = visit("amina")
    with amina.client.session_transaction() as session:
        cookie = dict(session)
    assert amina.post("/sign-out").status == 303
    with amina.client.session_transaction() as session:
        session.update(cookie)
    assert amina.get("/").status == 303


def test_a_session_that_rests_two_weeks_is_over(cast, visit):
    amina = visit("amina")
    clock.advance(days=13)
    assert amina.get("/").status == 200
    clock.advance(days=13)
    assert amina.get("/").status == 200
    clock.advance(days=5)
    assert amina.get("/").status == 303


def test_somebody_who_left_is_out_at_once(cast, visit):
    from portal.db import db

    bart = visit("bart")
    cast.people["bart"].left_on = clock.now().date()
    db.session.commit()
    assert bart.get("/").status == 303


def test_an_htmx_part_sends_the_whole_browser_to_sign_in(cast, visit):
    answer = visit().get("/", headers={"HX-Request": "true"})
    assert answer.status == 204 and answer.response.headers["HX-Redirect"].startswith("/sign-in")


@pytest.mark.parametrize("ask, path", [("get", "/help-calls/alert"), ("post", "/classes/1/draft")])
def test_who_signs_in_again_is_on_the_page_and_not_in_a_part_of_it(ask, path, cast, visit):
    celik = visit("celik")
    cast.people["celik"].left_on = clock.now().date()
    part = {"HX-Request": "true", "HX-Current-URL": "http://localhost/classes/1/write?copy=2"}
    answer = getattr(celik, ask)(path, headers=part)
    assert answer.status == 204
    assert answer.response.headers["HX-Redirect"] == "/sign-in?next=/classes/1/write?copy%3D2"


def test_devices_are_listed_in_plain_words_and_which_one_this_is(cast, visit):
    phone = visit()
    for user_agent in (PHONE, LAPTOP):
        someone = phone if user_agent == PHONE else visit()
        assert someone.post("/sign-in/staff", CELIK, headers={"User-Agent": user_agent}).status == 303
    page = phone.get("/account")
    assert "Chrome op Android" in page and "Firefox op Windows" in page and "Mozilla" not in page.html
    this = page.html.split("is-this")[1].split("</section>")[0]
    assert "Chrome op Android" in this and "<form" not in this


def test_all_other_devices_are_signed_out_with_one_tap(cast, visit):
    first, second, third, bart = visit("amina"), visit("amina"), visit("amina"), visit("bart")
    page = third.follow(third.post("/account/sessions/end-others"))
    assert "سُجّل خروج جهازين آخرين." in page
    assert [v.get("/").status for v in (first, second, third, bart)] == [303, 303, 200, 200]
    assert "end-others" not in page.html, "there is nothing left to sign out"
    again = third.follow(third.post("/account/sessions/end-others"))
    assert "هذا الجهاز فقط" in again


def test_a_browser_that_signs_in_again_leaves_no_session_behind(cast, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    with celik.client.session_transaction() as session:
        before = dict(session)
    celik.token = ""
    celik.post("/sign-in/staff", CELIK)
    thief = visit()
    with thief.client.session_transaction() as session:
        session.update(before)
    assert thief.get("/").status == 303 and celik.get("/").status == 200


def test_signing_out_clears_what_the_browser_kept(cast, visit):
    answer = visit("amina").post("/sign-out")
    assert answer.response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_session_outlives_the_browser_and_ends_after_thirty_days(cast, visit):
    celik = visit()
    answer = celik.post("/sign-in/staff", CELIK)
    (cookie,) = [c for c in answer.response.headers.getlist("Set-Cookie") if c.startswith("samen=")]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Expires=" in cookie
    assert "Domain" not in cookie


def test_over_https_cookies_are_for_this_host_alone(stage, cast):
    app = create_app(replace(stage.settings, secure_cookies=True))
    browser = app.test_client()
    html = browser.get("/sign-in/staff", base_url="https://localhost").get_data(as_text=True)
    token = re.findall(r'name="csrf_token" value="([^"]+)"', html)[0]
    answer = browser.post("/sign-in/staff", data=CELIK | {"csrf_token": token}, base_url="https://localhost")
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-samen", "__Host-device"}
    assert all("Secure" in cookie and "Path=/" in cookie and "Domain" not in cookie for cookie in cookies)


def test_an_open_page_that_asks_by_itself_does_not_keep_its_session_awake(cast, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    for _each in range(4):
        clock.advance(hours=4)
        assert celik.get("/help-calls/alert", headers={"HX-Request": "true"}).status == 200, "it hears of every call"
    assert celik.get("/").location == "/prove?next=/"
    assert celik.get("/help-calls/alert", headers={"HX-Request": "true"}).status == 200


def test_a_member_of_staff_who_rested_twelve_hours_shows_again_who_it_is(cast, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    clock.advance(hours=11, minutes=59)
    assert celik.get("/").status == 200
    clock.advance(hours=12)
    answer = celik.get("/conversations")
    assert answer.location == "/prove?next=/conversations"
    celik.token = ""
    assert celik.post("/prove/password?next=/conversations", {"password": PASSWORD}).location == "/conversations"
    assert celik.get("/conversations").status == 200


def test_a_member_of_staff_shows_again_who_it_is_after_seven_days_of_work(cast, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    for _half_day in range(15):
        assert celik.get("/").status == 200
        clock.advance(hours=11, minutes=30)
    assert celik.get("/").location == "/prove?next=/"


def test_the_token_of_a_session_is_not_in_the_database(cast, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    with celik.client.session_transaction() as session:
        token = session["_user_id"]
    assert len(token) >= 43 and token not in str(rows("user_session"))


def test_a_session_in_daily_use_is_over_after_thirty_days(cast, visit):
    amina = visit("amina")
    for _day in range(29):
        clock.advance(days=1)
        assert amina.get("/account").status == 200
    clock.advance(days=1, minutes=1)
    assert amina.get("/account").location.startswith("/sign-in")
