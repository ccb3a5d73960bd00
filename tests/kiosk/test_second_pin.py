"""Forced to sign at the desk: the second PIN does the same as the first, to the byte, and calls for help quietly."""

import re

import pytest
from argon2 import PasswordHasher

from portal import clock, i18n
from portal.accounts import actions as accounts
from portal.db import db
from portal.demo.rules import PIN, SECOND_PIN
from portal.help_calls.models import HelpCall
from portal.incidents.models import Incident


@pytest.fixture
def facts(cast):
    return {
        "kind": "verbal", "place": cast.places["reception"].id,
        "happened_at": f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}", "involved": "Een bezoeker",
        "what_happened": "Schreeuwde aan de balie", "injuries": "", "measures_taken": "",
        "colleague": cast.people["noor"].id,
    }  # fmt: skip


def as_seen(page) -> tuple:
    """An answer as a browser gets it, without what differs at every request: token, date and the call's number."""
    headers = [(name, re.sub(r"/\d+$", "/n", value)) for name, value in page.response.headers if name != "Date"]
    words = re.sub(r'(name="(csrf_token|key)"[^>]*value=")[^"]+', r"\1", page.html)
    return page.status, sorted(headers), re.sub(r"/call/\d+", "/call/n", words)


def quiet_calls() -> list[HelpCall]:
    return [call for call in db.session.query(HelpCall).all() if call.is_quiet]


def test_an_incident_is_logged_and_help_is_on_its_way(cast, kiosk, facts, work):
    answers, after = [], []
    # The first form that a browser sends also settles its session.
    kiosk.post("/kiosk/incident", facts | {"pin": "135790"})
    for pin in (PIN, SECOND_PIN):
        answers.append(as_seen(kiosk.post("/kiosk/incident", facts | {"pin": pin})))
        after.append(as_seen(kiosk.get("/kiosk/thanks")))
    assert answers[0] == answers[1] and after[0] == after[1]
    assert db.session.query(Incident).count() == 2
    (call,) = quiet_calls()
    assert call.place_id == cast.places["reception"].id
    assert {"ravi", "elif"} <= {message.to.partition("@")[0] for message in work()}
    assert "quiet-sign" in kiosk.get("/kiosk").html


def test_what_is_refused_is_refused_alike_and_still_calls(cast, kiosk, facts):
    """A deed that cannot be done is no reason to leave somebody alone."""
    call = _call(kiosk, "first")
    fields = {"ending": "safe", "colleague": cast.people["noor"].id}
    seen = []
    assert kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields | {"pin": PIN}).status == 303
    for pin in (PIN, SECOND_PIN):
        page = kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields | {"pin": pin})
        assert page.status == 422
        seen.append(as_seen(page))
    assert seen[0] == seen[1]
    assert len(quiet_calls()) == 1


def test_ending_a_call_ends_it_and_begins_a_quiet_one(cast, kiosk):
    seen = []
    for key, pin in (("one", PIN), ("two", SECOND_PIN)):
        call = _call(kiosk, key)
        fields = {"ending": "safe", "colleague": cast.people["noor"].id, "pin": pin}
        page = kiosk.post(f"/kiosk/call/{call.id}/stand-down", fields)
        seen.append(as_seen(page))
        db.session.refresh(call)
        assert not call.is_open and call.closed_by_id == cast.people["noor"].id
    assert seen[0] == seen[1]
    (quiet,) = quiet_calls()
    assert quiet.is_open


def test_a_wrong_pin_calls_nobody(cast, kiosk, facts):
    assert kiosk.post("/kiosk/incident", facts | {"pin": "135790"}).status == 422
    assert kiosk.post("/kiosk/incident", facts | {"pin": SECOND_PIN, "colleague": cast.people["elif"].id}).status == 422
    assert db.session.query(HelpCall).count() == 0


def test_both_pins_a_wrong_one_and_nobody_cost_the_same_work(cast, monkeypatch):
    done = []
    real = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, *about: done.append(1) or real(self, *about))
    noor, ravi = cast.people["noor"], cast.people["ravi"]
    for person, pin in ((noor, PIN), (noor, SECOND_PIN), (noor, "135790"), (ravi, PIN), (None, PIN)):
        before = len(done)
        accounts.signature(person, pin)
        assert len(done) - before == 2, (person, pin)


def _call(kiosk, key: str) -> HelpCall:
    kiosk.post("/kiosk/call", {"key": key})
    return db.session.query(HelpCall).filter_by(key=key).one()
