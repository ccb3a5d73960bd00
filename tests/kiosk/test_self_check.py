"""The screen looks at itself, says in plain words what is missing, and the office sees it."""

import pytest

from portal import clock
from portal.db import db
from portal.kiosk.models import KioskDevice
from portal.kiosk.rules import Check

ALL_WELL = {check.value: "ok" for check in Check}


def told_by_browser(**other: str) -> dict[str, str]:
    """What the script of a screen sends on which nothing is missing, but for these."""
    return ALL_WELL | {"clock": str(int(clock.now().timestamp() * 1000))} | other


def found() -> dict[str, str]:
    db.session.expire_all()
    return db.session.query(KioskDevice).one().self_check or {}


def test_before_the_first_look_the_page_says_so(kiosk, visit):
    assert "nog niet nagekeken" in kiosk.get("/kiosk/self-check/found")
    assert "nog niet nagekeken" in visit("office").get("/office/kiosks")


def test_a_screen_on_which_nothing_is_missing_says_so_to_both(kiosk, visit):
    answer = kiosk.post("/kiosk/self-check", told_by_browser())
    assert answer.location == "/kiosk/self-check/found"
    assert set(found().values()) == {"ok"} and set(found()) == {check.value for check in Check}
    assert "Er ontbreekt niets." in kiosk.follow(answer) and "Er ontbreekt niets." in visit("office").get(
        "/office/kiosks"
    )


@pytest.mark.parametrize("check", [c for c in Check if c not in (Check.HTTPS, Check.COOKIES, Check.CLOCK)])
def test_what_is_missing_is_said_with_what_to_do(check, kiosk, visit):
    page = kiosk.follow(kiosk.post("/kiosk/self-check", told_by_browser(**{check.value: "missing"})))
    assert f'data-check="{check.value}" data-found="missing"' in page.html and "Er ontbreekt 1 ding." in page
    shown = visit("office").get("/office/kiosks")
    assert "Er ontbreekt 1 ding." in shown
    assert shown.html.count(f'data-check="{check.value}"') == 2, "at once, and among all that was looked at"
    assert '<span class="new">1</span>' in visit("office").get("/office").html


def test_without_scripts_the_screen_says_what_it_cannot_see(kiosk):
    kiosk.post("/kiosk/self-check", dict.fromkeys(ALL_WELL, ""))
    assert found()["script"] == "missing" and found()["https"] == "ok" and found()["fullscreen"] == "unknown"
    assert "Nog niet gezien:" in kiosk.get("/kiosk/self-check/found")


@pytest.mark.parametrize("skew, word", [(0, "ok"), (59, "ok"), (61, "missing"), (-3600, "missing")])
def test_a_clock_that_is_wrong_is_noticed(skew, word, kiosk):
    moment = str(int((clock.now().timestamp() + skew) * 1000))
    kiosk.post("/kiosk/self-check", told_by_browser(clock=moment))
    assert found()["clock"] == word


def test_a_connection_without_https_is_said(kiosk):
    key = kiosk.client.get_cookie("kiosk", path="/kiosk").value
    sent = {"csrf_token": kiosk._forgery_token()} | told_by_browser()
    kiosk.client.set_cookie("kiosk", key, domain="school.example", path="/kiosk")
    kiosk.client.post("/kiosk/self-check", data=sent, base_url="http://school.example")
    assert found()["https"] == "missing"


def test_a_cookie_of_somebody_else_is_noticed(kiosk):
    sent = {"csrf_token": kiosk._forgery_token()} | told_by_browser()
    kiosk.client.set_cookie("somebody", "x")
    kiosk.client.post("/kiosk/self-check", data=sent)
    assert found()["cookies"] == "missing"


@pytest.mark.parametrize("rubbish", ["", "x" * 5000, "NaN", "-1", "99999999999999999999", "<b>", "١٢٣"])
def test_rubbish_is_no_finding(rubbish, kiosk):
    kiosk.post("/kiosk/self-check", dict.fromkeys(ALL_WELL, rubbish))
    assert found()["clock"] in ("unknown", "missing") and found()["fullscreen"] == "unknown"


def test_a_short_look_leaves_what_only_a_long_one_sees(kiosk):
    kiosk.post("/kiosk/self-check", told_by_browser(outside="missing"))
    short = told_by_browser()
    del short["outside"], short["popups"]
    kiosk.post("/kiosk/self-check", short)
    assert found()["outside"] == "missing" and found()["popups"] == "ok"


def test_a_screen_looks_by_itself_once_a_day(kiosk):
    assert "data-look" in kiosk.get("/kiosk").html
    kiosk.post("/kiosk/self-check", told_by_browser())
    assert "data-look" not in kiosk.get("/kiosk").html
    clock.advance(days=1)
    assert "data-look" in kiosk.get("/kiosk").html


def test_after_a_start_the_welcome_comes_by_itself_when_nothing_is_missing(kiosk):
    assert 'name="started"' in kiosk.get("/kiosk/self-check?started=1").html
    assert kiosk.post("/kiosk/self-check", told_by_browser(started="1")).location == "/kiosk"
    missing = kiosk.post("/kiosk/self-check", told_by_browser(started="1", outside="missing"))
    assert missing.location == "/kiosk/self-check/found"


def test_nobody_else_reports_for_a_screen(kiosk, visit):
    assert visit("office").get("/kiosk/self-check").status == 403
    assert visit("office").post("/kiosk/self-check", told_by_browser()).status == 403
    assert visit().get("/kiosk/self-check").location == "/kiosk/pair"
    assert found() == {}
