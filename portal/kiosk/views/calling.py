"""Calling for help from the screen, and what it shows until the call is over."""

import secrets
from urllib.parse import urlsplit

from flask import abort, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from portal import clock, pages
from portal.access import To, actor, allow
from portal.accounts.actions import TooManyTries, WrongProof
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import shows_numbers
from portal.kiosk.forms import KioskStandDownForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.signing import signed_by, why
from portal.pages import error_page, go, refused, show, without_control_characters


@routes.post("/call")
@allow(To.USE_KIOSK)
def raise_call():
    """One press, no PIN, no question. The key that comes with it makes a second press the same call."""
    if not _is_from_here():
        return error_page(400)
    is_quiet = "quiet" in request.form
    key = without_control_characters(request.form.get("key", ""))[:64] or secrets.token_urlsafe(16)
    raised = help_calls.raise_call(actor().place, key=key, is_quiet=is_quiet, now=clock.now())
    return go(".idle") if is_quiet else go(".call", help_call=raised.id)


# A page that the browser kept for days has no token that counts; see docs/decisions/0006.
pages.csrf.exempt(raise_call)


def _is_from_here() -> bool:
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


@routes.get("/call/<int:help_call>")
@allow(To.USE_KIOSK, help_call=HelpCall)
def call(help_call: HelpCall):
    return show("kiosk/call.html", form=_ending_of(help_call), **_status(help_call))


@routes.get("/call/<int:help_call>/status")
@allow(To.USE_KIOSK, help_call=HelpCall)
def status(help_call: HelpCall):
    """Who is coming, asked again by itself while the call is open."""
    return show("kiosk/_status.html", **_status(help_call))


@routes.post("/call/<int:help_call>/stand-down")
@allow(To.USE_KIOSK, help_call=HelpCall)
def stand_down(help_call: HelpCall):
    """Ending a call needs a colleague's PIN: an angry visitor must not be able to."""
    form = _ending_of(help_call)
    if not form.validate():
        return refused("kiosk/call.html", form=form, **_status(help_call))
    try:
        person = signed_by(form)
        help_calls.stand_down(help_call, person, form.ended(), now=clock.now())
    except (TooManyTries, WrongProof, help_calls.CallIsOver) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/call.html", form=form, **_status(help_call))
    return go(".thanks")


def _ending_of(help_call: HelpCall) -> KioskStandDownForm:
    form = KioskStandDownForm()
    form.offer_helpers(help_call)
    return form


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
