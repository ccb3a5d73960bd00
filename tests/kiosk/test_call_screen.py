"""What the desk sees while help is on its way: sent, seen, coming, there; a mistake taken back; what is going on."""

import re

import pytest

from portal import clock
from portal.db import db
from portal.demo.rules import PIN
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import CallKind, Ending, Level
from portal.incidents.models import Incident


@pytest.fixture(autouse=True)
def in_english(kiosk):
    kiosk.post("/kiosk/language/en", {"next": "/kiosk"})


@pytest.fixture
def call(cast, kiosk) -> HelpCall:
    assert kiosk.post("/kiosk/call", {"key": "a press"}).status == 303
    return db.session.query(HelpCall).one()


@pytest.fixture
def screen(kiosk, call):
    """What the screen says now, in one line."""
    return lambda: kiosk.get(f"/kiosk/call/{call.id}/status")


@pytest.fixture
def noor(cast) -> dict:
    return {"colleague": cast.people["noor"].id, "pin": PIN}


def test_from_sending_to_somebody_who_is_there(cast, call, screen, work):
    ravi, elif_ = cast.people["ravi"], cast.people["elif"]
    assert "Sending to 2 colleagues…" in screen()
    work()
    assert "Sent to 2 colleagues. Nobody has answered yet." in screen()
    help_calls.answer_seen(call, elif_, now=clock.now())
    assert "Seen by 1 colleague. Nobody is coming yet." in screen()
    help_calls.answer_coming(call, ravi, now=clock.now())
    assert "Ravi is coming" in screen() and "· 0 min" not in screen()
    clock.advance(seconds=61)
    assert "Ravi is coming · 1 min" in screen() and "Sent to 2 colleagues · seen by 2" in screen()
    help_calls.arrive(call, ravi, now=clock.now())
    page = screen()
    assert "Ravi is there" in page and "Ravi is coming" not in page and "112" not in page


def test_a_channel_that_does_not_get_out_is_said_with_numbers(cast, call, screen):
    clock.advance(seconds=11)
    page = screen()
    assert "E-mail does not get out." in page and "112" in page and "Lokaal 12" in page


def test_nobody_in_the_chain_is_said_at_once(cast, kiosk):
    help_calls.set_chain(cast.places["reception"], [])
    db.session.commit()
    kiosk.post("/kiosk/call", {"key": "a press"})
    call = db.session.query(HelpCall).one()
    page = kiosk.get(f"/kiosk/call/{call.id}")
    assert "Nobody is coming yet. Phone now. We keep calling." in page and "112" in page


def test_a_colleague_is_asked_to_come_and_an_emergency_makes_it_one(cast, kiosk):
    kiosk.post("/kiosk/call", {"key": "one", "level": "assist"})
    call = db.session.query(HelpCall).one()
    assert call.level is Level.ASSIST and "A colleague is asked to come" in kiosk.get(f"/kiosk/call/{call.id}")
    kiosk.post("/kiosk/call", {"key": "two", "level": "nonsense"})
    db.session.refresh(call)
    assert call.level is Level.EMERGENCY and db.session.query(HelpCall).count() == 1


@pytest.mark.parametrize("kind", list(CallKind))
def test_what_is_going_on_is_said_with_one_tap_and_said_again(call, kiosk, kind):
    assert kiosk.post(f"/kiosk/call/{call.id}/kind", {"kind": kind.value}).status == 303
    db.session.refresh(call)
    assert call.kind is kind
    html = kiosk.get(f"/kiosk/call/{call.id}").html
    assert re.findall(r'value="(\w+)" aria-pressed="true"', html) == [kind.value]


def test_a_kind_that_nobody_offered_or_after_the_end_changes_nothing(call, kiosk, noor):
    assert kiosk.post(f"/kiosk/call/{call.id}/kind", {"kind": "boredom"}).status == 400
    kiosk.post(f"/kiosk/call/{call.id}/cancel", noor)
    assert kiosk.post(f"/kiosk/call/{call.id}/kind", {"kind": "weapon"}).status == 422
    db.session.refresh(call)
    assert call.kind is None


def test_it_was_a_mistake_everybody_hears_it_and_no_incident_is_left(cast, call, kiosk, noor, work):
    work()
    assert f"/kiosk/call/{call.id}/cancel" in kiosk.get(f"/kiosk/call/{call.id}").links
    answer = kiosk.post(f"/kiosk/call/{call.id}/cancel", noor)
    assert "False alarm. Everybody who was called knows." in kiosk.follow(answer)
    told = work()
    assert {message.to.partition("@")[0] for message in told if "@" in message.to} == {"ravi", "elif"}
    assert all(
        "Vals alarm" in m.subject or "False alarm" in m.subject or "كاذب" in m.subject for m in told if m.subject
    )
    db.session.refresh(call)
    assert call.ending is Ending.FALSE_ALARM and db.session.query(Incident).count() == 0


def test_the_strip_goes_after_ten_seconds_and_who_was_typing_still_ends_it(cast, call, kiosk, noor):
    clock.advance(seconds=11)
    assert f"/kiosk/call/{call.id}/cancel" not in kiosk.get(f"/kiosk/call/{call.id}").links
    clock.advance(seconds=30)
    assert kiosk.post(f"/kiosk/call/{call.id}/cancel", noor).status == 303
    db.session.refresh(call)
    assert call.ending is Ending.FALSE_ALARM


def test_a_mistake_said_too_late_ends_as_every_call_does(cast, call, kiosk, noor):
    clock.advance(minutes=5)
    assert kiosk.post(f"/kiosk/call/{call.id}/cancel", noor).status == 303
    db.session.refresh(call)
    assert call.ending is Ending.FALSE_ALARM and not call.is_open
    assert db.session.query(Incident).count() == 1, "colleagues came: it is in the register"


@pytest.mark.parametrize("deed, fields", [("cancel", {}), ("stand-down", {"ending": "safe"})])
def test_without_a_colleagues_pin_nothing_ends(call, kiosk, noor, deed, fields):
    path = f"/kiosk/call/{call.id}/{deed}"
    assert kiosk.get(path).status == 200
    for wrong in ({"pin": "000000"}, {"pin": ""}, {"colleague": "0"}):
        page = kiosk.post(path, noor | fields | wrong)
        assert page.status == 422 and page.alerts >= 1
    db.session.refresh(call)
    assert call.is_open
    assert kiosk.post(path, noor | fields).status == 303
    assert kiosk.post(path, noor | fields).status == 422, "somebody was first"


def test_the_end_is_told_with_who_was_there_and_who_came_from_outside(cast, call, kiosk, noor):
    fields = noor | {"ending": "safe", "was_there": cast.people["ravi"].id, "all_safe": "yes", "children": "no",
                     "services": "ambulance"}  # fmt: skip
    page = kiosk.follow(kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields))
    assert "Ended. Everybody who was called knows." in page
    db.session.refresh(call)
    assert (call.all_safe, call.children_looked_after, call.services) == (True, False, "ambulance")


@pytest.mark.parametrize("given, seconds", [("47", 47), ("3", 0), ("", 0), ("-9", 0), ("1e9", 0), ("٤٧", 0)])
def test_a_press_that_waited_for_a_connection_says_so_to_everybody(cast, kiosk, visit, work, given, seconds):
    kiosk.post("/kiosk/call", {"key": "a press", "waited": given})
    call = db.session.query(HelpCall).one()
    assert call.waited_seconds == seconds
    on_screen, on_phone = kiosk.get(f"/kiosk/call/{call.id}"), visit("ravi").get(f"/help-calls/{call.id}")
    assert ("This call waited" in on_screen) == ("wachtte" in on_phone or "waited" in on_phone) == bool(seconds)
    texts = [message.text for message in work() if message.to.startswith(("ravi", "elif"))]
    assert texts and all(
        ("wachtte 47" in text or "waited 47" in text or "47 ثانية" in text) == bool(seconds) for text in texts
    )


def test_the_lamp_says_why_help_may_not_come(kiosk):
    clock.advance(seconds=31)
    page = kiosk.get("/kiosk/lamp")
    assert "is-out" in page.html and "112" in page and "stands still" in page
