"""Pairing a browser: it becomes the kiosk of a place, or is told that it is none any more."""

from flask import Response, make_response, redirect, request, session, url_for
from flask_babel import gettext as _

from portal import clock, i18n, pages
from portal.access import actor, open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.kiosk import actions, queries
from portal.kiosk.forms import PairForm
from portal.kiosk.models import KioskDevice
from portal.kiosk.rules import COOKIE
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.lock import give_key, is_paired_browser, let_go, take_away
from portal.pages import go, refused, show


@routes.route("/pair", methods=["GET", "POST"])
@open_to_all
def pair():
    """Make this browser the kiosk of a place, with the code that the office made."""
    form = PairForm()
    if isinstance(actor(), KioskDevice):
        return go(".idle")
    if request.method == "GET" and is_paired_browser():
        why = queries.why_it_is_over(request.cookies.get(COOKIE, ""))
        return let_go(show("kiosk/pair.html", form=form, over=why))
    if request.method == "GET":
        return show("kiosk/pair.html", form=form, over="")
    if not form.validate():
        return refused("kiosk/pair.html", form=form, over="")
    now = clock.now()
    try:
        accounts.count_try("pair-from", request.remote_addr or "unknown", now=now)
        return pair_this_browser(form.code.data or "", now=now)
    except TooManyTries:
        return pages.error_page(429)
    except actions.CodeIsOver:
        form.code.errors = [_("This code does not work, or no longer. Ask the office for a new one.")]
        return refused("kiosk/pair.html", form=form, over="")


def pair_this_browser(code: str, *, now) -> Response:
    """Spend a pairing code; whoever was signed in here no longer is, and nothing of theirs stays. Raises CodeIsOver."""
    device, token = actions.pair(code, now=now)
    device.language = next((code for code in [request.cookies.get(i18n.LANGUAGE_COOKIE)] if i18n.is_spoken(code)), None)
    session.clear()
    response = make_response(redirect(url_for("kiosk.idle"), 303))
    give_key(response, token)
    take_away(response, request.cookies.keys())
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
