"""Calling for help from the screen, and what it shows while help is on its way."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import abort, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from portal import clock, pages
from portal.access import To, actor, allow
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.forms import KINDS
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import CANCEL_WITHIN, CallKind, Level
from portal.kiosk.views.blueprint import routes
from portal.pages import error_page, go, refused, show, without_control_characters
from portal.watch.forms import said
from portal.watch.rules import Kind, Trouble

PICTOGRAMS = {
    CallKind.SHOUTING: "shout",
    CallKind.THREAT: "threat",
    CallKind.VIOLENCE: "fist",
    CallKind.WEAPON: "weapon",
    CallKind.SOMEBODY_HURT: "hurt",
    CallKind.OTHER: "other",
}


@routes.post("/call")
@allow(To.USE_KIOSK)
def raise_call():
    """One press, no PIN, no question. The key that comes with it makes a second press the same call."""
    if not is_from_here():
        return error_page(400)
    is_quiet = "quiet" in request.form
    level = Level.ASSIST if request.form.get("level") == Level.ASSIST else Level.EMERGENCY
    key = without_control_characters(request.form.get("key", ""))[:64] or secrets.token_urlsafe(16)
    raised = help_calls.raise_call(
        actor().place, key=key, is_quiet=is_quiet, now=clock.now(), level=level, waited=_waited()
    )
    return go(".idle") if is_quiet else go(".call", help_call=raised.id)


# A page that the browser kept for days has no token that counts; see docs/decisions/0007.
pages.csrf.exempt(raise_call)


def is_from_here() -> bool:
    """Whether a page of this portal sent it: the browser says so, or the page's token does."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def _waited() -> timedelta:
    """How long a press waited in the browser for a connection; a few seconds are no delay."""
    given = request.form.get("waited", "")
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0
    return timedelta(seconds=seconds if seconds > 5 else 0)


@routes.get("/call/<int:help_call>")
@allow(To.USE_KIOSK, help_call=HelpCall)
def call(help_call: HelpCall):
    """Who is told, who comes, who is there; what to do oneself; and what is going on, if there is time to say it."""
    return show("kiosk/call.html", key=secrets.token_urlsafe(16), kinds=KINDS, pictograms=PICTOGRAMS, **seen(help_call))


@routes.get("/call/<int:help_call>/status")
@allow(To.USE_KIOSK, help_call=HelpCall)
def status(help_call: HelpCall):
    """The part of the screen that asks again by itself while the call is open."""
    return show("kiosk/_status.html", **seen(help_call))


@routes.post("/call/<int:help_call>/kind")
@allow(To.USE_KIOSK, help_call=HelpCall)
def say_kind(help_call: HelpCall):
    """What is going on; who is called reads it."""
    word = request.form.get("kind", "")
    if word not in set(CallKind):
        abort(400)
    try:
        help_calls.say_kind(help_call, CallKind(word), now=clock.now())
    except help_calls.CallIsOver:
        return refused(
            "kiosk/call.html", key=secrets.token_urlsafe(16), kinds=KINDS, pictograms=PICTOGRAMS, **seen(help_call)
        )
    return go(".call", help_call=help_call.id)


def seen(help_call: HelpCall) -> dict:
    """What the screen knows of a call of its own place."""
    if help_call.place_id != actor().place_id:
        abort(404)
    now = clock.now()
    sees = calls.what_the_caller_sees(help_call, now=now)
    return {
        "call": help_call,
        "sees": sees,
        "not_sent": [said(Trouble(Kind.CHANNEL, channel)) for channel in sees.not_sent],
        "is_strip_shown": now - help_call.raised_at <= CANCEL_WITHIN,
    }
