"""One press at the desk, loud or quiet; the screen tells the truth, and phone numbers when nobody is reached."""

import re

import pytest

from portal import clock
from portal.db import db
from portal.demo.rules import PIN
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.incidents.models import Incident

CLOCK = re.compile(r"\b\d\d:\d\d\b")


@pytest.fixture
def press(kiosk):
    """Press the button as the page has it; returns the page that follows."""

    def pressed(form: str = "call-for-help"):
        html = kiosk.get("/kiosk").html
        found = re.search(rf'id="{form}".*?name="key" value="([^"]+)"', html, re.S)
        assert found is not None
        fields = {"key": found.group(1)} | ({"quiet": "1"} if form == "call-quietly" else {})
        return kiosk.follow(kiosk.post("/kiosk/call", fields))

    return pressed


def test_one_press_calls_the_first_step_and_says_so(cast, press, work):
    page = press()
    assert re.search(r'data-call="\d+" data-state="raised"', page.html)
    assert "Sent to 2 colleagues" in page or "2 collega" in page
    assert {p.to.partition("@")[0] for p in work() if "@" in p.to} == {"ravi", "elif"}


def test_the_same_press_sent_twice_is_one_call(cast, kiosk):
    for _retry in range(3):
        assert kiosk.post("/kiosk/call", {"key": "one press"}).status == 303
    assert db.session.query(HelpCall).count() == 1


def test_the_screen_shows_who_is_coming(cast, kiosk, press):
    press()
    call = db.session.query(HelpCall).one()
    help_calls.answer_coming(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    part = kiosk.get(f"/kiosk/call/{call.id}/status")
    assert 'data-state="coming"' in part.html and "Ravi" in part
    assert kiosk.get("/kiosk").location.endswith(f"/kiosk/call/{call.id}"), "idle returns to the open call"


def test_nobody_coming_after_45_seconds_shows_phone_numbers(cast, kiosk, press):
    assert "112" not in press().html.split("call-status")[1].split("</div>")[0]
    clock.advance(seconds=45)
    call = db.session.query(HelpCall).one()
    assert "112" in kiosk.get(f"/kiosk/call/{call.id}/status")


def test_nobody_reached_at_all_says_phone_now(cast, kiosk, press, work):
    press()
    for seconds in (60, 60, 45):
        clock.advance(seconds=seconds)
        work()
    call = db.session.query(HelpCall).one()
    page = kiosk.get(f"/kiosk/call/{call.id}/status")
    assert 'data-state="unanswered"' in page.html and "112" in page and "Lokaal 12" in page


def test_a_quiet_call_changes_nothing_but_a_small_sign(cast, kiosk, press, work):
    before = kiosk.get("/kiosk").text
    page = press("call-quietly")
    shown, shown_before = (CLOCK.sub("", text) for text in (page.text.replace("○", ""), before))
    assert shown.split() == shown_before.split()
    assert 'data-state="raised"' in page.html
    assert db.session.query(HelpCall).one().is_quiet
    assert {p.to.partition("@")[0] for p in work() if "@" in p.to} == {"ravi", "elif"}


def test_ending_a_call_needs_a_colleagues_pin(cast, kiosk, press):
    press()
    call = db.session.query(HelpCall).one()
    fields = {"ending": "safe", "colleague": cast.people["noor"].id, "pin": "000000"}
    wrong = kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields)
    assert wrong.status == 422 and wrong.alerts >= 1
    assert kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields | {"pin": PIN}).status == 303
    db.session.refresh(call)
    assert not call.is_open and call.closed_by_id == cast.people["noor"].id


def test_who_stood_at_the_desk_is_named_in_the_draft(cast, kiosk, press, visit):
    press()
    call = db.session.query(HelpCall).one()
    fields = {"ending": "safe", "colleague": cast.people["sam"].id, "pin": PIN}
    path = f"/kiosk/call/{call.id}/stand-down"
    assert kiosk.post(path, fields | {"caller": 99999}).status == 422, "nobody of the school"
    assert kiosk.post(path, fields | {"caller": cast.people["noor"].id}).status == 303
    draft = db.session.query(Incident).filter_by(help_call_id=call.id).one()
    assert "Noor de Wit stond aan de balie." in visit("sam").get(f"/incidents/{draft.id}/complete")


def test_guessing_pins_never_stops_a_call_for_help(cast, kiosk):
    fields = {"colleague": cast.people["noor"].id, "pin": "1", "kind": "verbal", "involved": "x", "what_happened": "y",
              "place": cast.places["reception"].id, "happened_at": "2026-01-01T10:00"}  # fmt: skip
    for _guess in range(20):
        kiosk.post("/kiosk/incident", fields)
    assert kiosk.post("/kiosk/call", {"key": "now"}).status == 303
    assert db.session.query(HelpCall).count() == 1


def test_the_lamp_says_whether_help_is_ready(cast, kiosk):
    assert "is-out" not in kiosk.get("/kiosk/lamp").html
    clock.advance(seconds=31)
    dark = kiosk.get("/kiosk/lamp")
    assert "is-out" in dark.html and "112" in dark, "the worker is missing"
