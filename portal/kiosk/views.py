"""The front-desk screen: idle, calling for help, the status of a call, logging an incident, pairing."""

import secrets

from flask import Blueprint, Flask, Response, abort, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _

from portal import clock, heartbeat, i18n, pages
from portal.access import To, actor, allow, open_to_all, recognise_by
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.views import language_switched
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ending, shows_numbers
from portal.incidents import actions as incidents
from portal.kiosk import actions, queries
from portal.kiosk.forms import KioskIncidentForm, KioskStandDownForm, PairForm
from portal.kiosk.models import KioskDevice
from portal.pages import go, refused, show
from portal.school import queries as school
from portal.school.models import Person

routes = Blueprint("kiosk", __name__, url_prefix="/kiosk")
COOKIE = "kiosk"
COOKIE_LIVES = 400 * 24 * 3600


def init_app(app: Flask) -> None:
    """A browser with a kiosk's cookie sees nothing but the kiosk, and only there the cookie means anything."""
    app.before_request_funcs.setdefault(None, []).insert(0, _nothing_but_the_kiosk)
    recognise_by(_this_kiosk)


def _nothing_but_the_kiosk():
    if COOKIE in request.cookies and not _is_kiosk_path(request.path):
        return Response("", 404, headers={"Cache-Control": "no-store"})
    return None


def _is_kiosk_path(path: str) -> bool:
    return path == "/kiosk" or path.startswith(("/kiosk/", "/static/"))


def _this_kiosk() -> KioskDevice | None:
    token = request.cookies.get(COOKIE)
    if not token or not _is_kiosk_path(request.path):
        return None
    device = queries.device_of(token)
    if device is not None:
        g.language = request.cookies.get(i18n.LANGUAGE_COOKIE)
        actions.note_seen(device, now=clock.now())
    return device


@routes.get("")
@allow(To.USE_KIOSK)
def idle():
    """Welcome, and the strip for staff; nothing personal, ever."""
    now, place = clock.now(), actor().place
    call = calls.open_call_at(place.id)
    if call is not None and not call.is_quiet:
        return go(".call", help_call=call.id)
    return show("kiosk/idle.html", key=secrets.token_urlsafe(16), quiet=call, now=now, **_lamp(place, now))


def _lamp(place, now) -> dict:
    ready = calls.ready_responders(place.id)
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
    key = request.form.get("key", "")[:64] or secrets.token_urlsafe(16)
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
        person = _signed_by(form)
        help_calls.stand_down(help_call, person, Ending(form.ending.data), now=clock.now())
    except (TooManyTries, WrongProof, help_calls.CallIsOver) as refusal:
        form.pin.errors = [_why(refusal)]
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


@routes.route("/incident", methods=["GET", "POST"])
@allow(To.USE_KIOSK)
def log_incident():
    """Log an incident under one's own name; the screen forgets it on sending."""
    form = KioskIncidentForm(data={"place": actor().place_id})
    if request.method == "GET":
        return show("kiosk/incident.html", form=form)
    if not form.validate():
        return refused("kiosk/incident.html", form=form)
    try:
        person = _signed_by(form)
    except (TooManyTries, WrongProof) as refusal:
        form.pin.errors = [_why(refusal)]
        return refused("kiosk/incident.html", form=form)
    incidents.log(person, form.facts(), now=clock.now())
    return go(".thanks")


def _signed_by(form: KioskIncidentForm | KioskStandDownForm) -> Person:
    """The colleague whose name and PIN are filled in; raises TooManyTries or WrongProof, for both alike."""
    now = clock.now()
    person = form.by_id.get(form.colleague.data)
    accounts.count_try("pin-from", f"kiosk {actor().id}", now=now)
    accounts.count_try("pin", str(form.colleague.data), now=now)
    if not accounts.is_right(person, "pin", form.pin.data or "") or person is None:
        raise WrongProof
    return person


def _why(refusal: Exception) -> str:
    if isinstance(refusal, TooManyTries):
        return _("Too many tries. Wait five minutes. Calling for help always works.")
    if isinstance(refusal, WrongProof):
        return _("The name and the PIN do not belong together.")
    return _("Somebody ended the call a moment earlier.")


@routes.get("/thanks")
@allow(To.USE_KIOSK)
def thanks():
    return show("kiosk/thanks.html")


@routes.post("/language/<code>")
@allow(To.USE_KIOSK)
def language(code: str):
    return language_switched(code, inside="/kiosk")


@routes.route("/pair", methods=["GET", "POST"])
@open_to_all
def pair():
    """Make this browser the kiosk of a place, with the code that the office made."""
    form = PairForm()
    if isinstance(actor(), KioskDevice):
        return go(".idle")
    if request.method == "GET":
        return _without_a_dead_cookie(show("kiosk/pair.html", form=form))
    if not form.validate():
        return refused("kiosk/pair.html", form=form)
    now = clock.now()
    try:
        accounts.count_try("pair-from", request.remote_addr or "unknown", now=now)
        return pair_this_browser(form.code.data or "", now=now)
    except TooManyTries:
        return pages.error_page(429)
    except actions.CodeIsOver:
        form.code.errors = [_("This code does not work, or no longer. Ask the office for a new one.")]
        return refused("kiosk/pair.html", form=form)


def pair_this_browser(code: str, *, now) -> Response:
    """Spend a pairing code; whoever was signed in here no longer is. Raises CodeIsOver."""
    _device, token = actions.pair(code, now=now)
    session.clear()
    response = make_response(redirect(url_for("kiosk.idle"), 303))
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_LIVES, httponly=True, samesite="Strict", secure=request.is_secure, path="/"
    )
    return response


def _without_a_dead_cookie(response: Response) -> Response:
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE, path="/")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
