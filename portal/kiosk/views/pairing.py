"""Pairing a browser, and what a paired browser may see: nothing but the kiosk."""

from flask import Response, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _

from portal import clock, i18n, pages
from portal.access import actor, open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.kiosk import actions, queries
from portal.kiosk.forms import PairForm
from portal.kiosk.models import KioskDevice
from portal.kiosk.views.blueprint import routes
from portal.pages import go, refused, show

COOKIE = "kiosk"
COOKIE_LIVES = 400 * 24 * 3600


def nothing_but_the_kiosk():
    if COOKIE in request.cookies and not _is_kiosk_path(request.path):
        return Response("", 404, headers={"Cache-Control": "no-store"})
    return None


def _is_kiosk_path(path: str) -> bool:
    return path == "/kiosk" or path.startswith(("/kiosk/", "/static/"))


def this_kiosk() -> KioskDevice | None:
    token = request.cookies.get(COOKIE)
    if not token or not _is_kiosk_path(request.path):
        return None
    device = queries.device_of(token)
    if device is not None:
        g.language = request.cookies.get(i18n.LANGUAGE_COOKIE)
        actions.note_seen(device, now=clock.now())
    return device


@routes.route("/pair", methods=["GET", "POST"])
@open_to_all
def pair():
    """Make this browser the kiosk of a place, with the code that the office made."""
    form = PairForm()
    if isinstance(actor(), KioskDevice):
        return go(".idle")
    was_kiosk = COOKIE in request.cookies
    if request.method == "GET":
        return _without_a_dead_cookie(show("kiosk/pair.html", form=form, was_kiosk=was_kiosk))
    if not form.validate():
        return refused("kiosk/pair.html", form=form, was_kiosk=False)
    now = clock.now()
    try:
        accounts.count_try("pair-from", request.remote_addr or "unknown", now=now)
        return pair_this_browser(form.code.data or "", now=now)
    except TooManyTries:
        return pages.error_page(429)
    except actions.CodeIsOver:
        form.code.errors = [_("This code does not work, or no longer. Ask the office for a new one.")]
        return refused("kiosk/pair.html", form=form, was_kiosk=False)


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
