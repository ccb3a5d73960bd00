"""The idle screen with its lamp, and what the browser keeps of it for when there is no network."""

import secrets

from flask import current_app

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.accounts.views import language_switched
from portal.help_calls import queries as calls
from portal.kiosk.models import KioskDevice
from portal.kiosk.views.blueprint import routes
from portal.measures import queries as measures
from portal.norms import queries as norms
from portal.pages import go, show
from portal.school.models import Place
from portal.watch import queries as watch
from portal.watch.forms import said


@routes.get("")
@allow(To.USE_KIOSK)
def idle():
    """Welcome, and the strip for staff; nothing personal, ever."""
    place = actor().place
    call = calls.open_call_at(place.id)
    if call is not None and not call.is_quiet:
        return go(".call", help_call=call.id)
    return show(
        "kiosk/idle.html", is_shell=False, quiet=call, key=secrets.token_urlsafe(16), **_welcome(), **_lamp(place),
        has_known=measures.is_any_at_desk(i18n.local_date(clock.now())),
    )  # fmt: skip


@routes.get("/shell")
@allow(To.USE_KIOSK)
def shell():
    """The idle screen as the browser keeps it: with the numbers of places, without anything of this moment."""
    return show("kiosk/idle.html", is_shell=True, quiet=None, key=None, has_known=False, **_welcome())


@routes.get("/sw.js")
@allow(To.USE_KIOSK)
def service_worker():
    """What answers in this browser when the portal does not; for the kiosk's addresses and no other."""
    response = current_app.send_static_file("kiosk-sw.js")
    response.headers["Service-Worker-Allowed"] = "/kiosk"
    response.headers["Cache-Control"] = "no-store"
    return response


@routes.get("/lamp")
@allow(To.USE_KIOSK)
def lamp():
    """The part of the idle screen that says whether help would come, asked again by itself."""
    place = actor().place
    return show("kiosk/_lamp.html", quiet=calls.open_call_at(place.id), **_lamp(place))


@routes.post("/language/<code>")
@allow(To.USE_KIOSK)
def language(code: str):
    return language_switched(code, inside="/kiosk")


def numbers_here() -> list[tuple[str, str]]:
    """Whom to phone from this screen: places by name, never persons."""
    device = actor()
    return calls.phone_numbers(device.place) if isinstance(device, KioskDevice) else []


def _welcome() -> dict:
    spoken = (i18n.current_language().code, i18n.school_language())
    norm = [(i18n.language(code), lines) for code, lines in norms.first_lines(spoken)]
    return {"now": clock.now(), "device": actor(), "norm": norm}


def _lamp(place: Place) -> dict:
    now = clock.now()
    troubles = [said(trouble) for trouble in watch.what_is_wrong(place, now=now)]
    return {"troubles": troubles, "ready": len(calls.ready_responders(place, now=now))}
