"""The idle screen, the two ways to call for help, and the status of a call."""

import secrets

from flask import abort, request

from portal import clock, heartbeat
from portal.access import To, actor, allow
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.views import language_switched
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ending, shows_numbers
from portal.kiosk.forms import KioskStandDownForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.incident import signed_by, why
from portal.pages import go, refused, show, without_control_characters


@routes.get("")
@allow(To.USE_KIOSK)
def idle():
    """Welcome, and the strip for staff; nothing personal, ever."""
    now, place = clock.now(), actor().place
    call = calls.open_call_at(place.id)
    if call is not None and not call.is_quiet:
        return go(".call", help_call=call.id)
    return show(
        "kiosk/idle.html", key=secrets.token_urlsafe(16), quiet=call, now=now, device=actor(), **_lamp(place, now)
    )


def _lamp(place, now) -> dict:
    ready = calls.ready_responders(place, now=now)
    is_ready = bool(ready) and not heartbeat.is_missing("worker", now)
    return {"is_ready": is_ready, "ready": len(ready), "numbers": calls.phone_numbers(place)}


@routes.get("/lamp")
@allow(To.USE_KIOSK)
def lamp():
    """The part of the idle screen that says whether the chain is ready, asked again by itself."""
    now, place = clock.now(), actor().place
    quiet = calls.open_call_at(place.id)
    return show("kiosk/_lamp.html", quiet=quiet, **_lamp(place, now))


@routes.post("/call")
@allow(To.USE_KIOSK)
def raise_call():
    """One press, no PIN, no question. The key of the page makes a second press the same call."""
    is_quiet = "quiet" in request.form
    key = without_control_characters(request.form.get("key", ""))[:64] or secrets.token_urlsafe(16)
    raised = help_calls.raise_call(actor().place, key=key, is_quiet=is_quiet, now=clock.now())
    return go(".idle") if is_quiet else go(".call", help_call=raised.id)


@routes.get("/call/<int:help_call>")
@allow(To.USE_KIOSK, help_call=HelpCall)
def call(help_call: HelpCall):
    return show("kiosk/call.html", form=KioskStandDownForm(), **_status(help_call))


@routes.get("/call/<int:help_call>/status")
@allow(To.USE_KIOSK, help_call=HelpCall)
def status(help_call: HelpCall):
    """Who is coming, asked again by itself while the call is open."""
    return show("kiosk/_status.html", **_status(help_call))


@routes.post("/call/<int:help_call>/stand-down")
@allow(To.USE_KIOSK, help_call=HelpCall)
def stand_down(help_call: HelpCall):
    """Ending a call needs a colleague's PIN: an angry visitor must not be able to."""
    form = KioskStandDownForm()
    if not form.validate():
        return refused("kiosk/call.html", form=form, **_status(help_call))
    try:
        person = signed_by(form)
        help_calls.stand_down(help_call, person, Ending(form.ending.data), now=clock.now())
    except (TooManyTries, WrongProof, help_calls.CallIsOver) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/call.html", form=form, **_status(help_call))
    return go(".thanks")


def _status(help_call: HelpCall) -> dict:
    if help_call.place_id != actor().place_id:
        abort(404)
    now = clock.now()
    return {
        "call": help_call,
        "told": [row for row in help_call.responders if row.told_at],
        "numbers": calls.phone_numbers(help_call.place),
        "shows_numbers": shows_numbers(state=help_call.state, raised_at=help_call.raised_at, now=now),
        "key": secrets.token_urlsafe(16),
    }


@routes.post("/language/<code>")
@allow(To.USE_KIOSK)
def language(code: str):
    return language_switched(code, inside="/kiosk")
