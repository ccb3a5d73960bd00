"""What keeps a paired browser at the kiosk: no other address answers, nothing is kept there, no page can be left."""

import hashlib
import hmac

from flask import Flask, Response, abort, current_app, g, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from portal import clock, i18n
from portal.access import actor
from portal.kiosk import actions, queries
from portal.kiosk.models import KioskDevice
from portal.kiosk.rules import COOKIE, KEPT_COOKIES, MARKER, family_of, is_open_to_kiosk, looks_again, place_of
from portal.kiosk.views.blueprint import routes

COOKIE_LIVES = 400 * 24 * 3600
PAIRING = "/kiosk/pair"
# What a screen that looks at itself tries to open in a frame: a browser that keeps to the policy file refuses.
OUTSIDE = "/outside"
LOOKED_AT = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'"}

# Sandboxed: no second window, no download, no print or message box, whatever a page would try.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "media-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox allow-same-origin allow-scripts allow-forms"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), display-capture=(), clipboard-read=(), usb=(), "
    "serial=(), hid=(), payment=(), fullscreen=(self), screen-wake-lock=(self), autoplay=(self)",
}


def init_app(app: Flask) -> None:
    """Lock every request of a paired browser, before anything else looks at it."""
    app.before_request_funcs.setdefault(None, []).insert(0, nothing_but_the_kiosk)
    app.after_request(lock)
    app.context_processor(_what_its_pages_know)
    app.session_interface = NothingKeptAtTheKiosk()


def is_paired_browser() -> bool:
    return COOKIE in request.cookies or MARKER in request.cookies


def is_at_kiosk() -> bool:
    return request.path == "/kiosk" or request.path.startswith("/kiosk/")


def nothing_but_the_kiosk():
    """Every address that is not the kiosk's does not exist there, with any method; a page leads back at once."""
    if not is_paired_browser() or is_open_to_kiosk(request.path):
        return None
    if request.path == OUTSIDE:
        return Response("outside", 404, mimetype="text/plain", headers=LOOKED_AT)
    words = ""
    if request.method == "GET" and request.accept_mimetypes.accept_html:
        template = current_app.jinja_env.get_template("kiosk/nothing.html")
        words = template.render(language=i18n.current_language(), back=url_for("kiosk.idle"))
    return Response(words, 404, headers={"Cache-Control": "no-store"})


@routes.before_request
def only_calls_of_now():
    """Of a call only what happens now is on the screen: one of before, or of another place, is not found."""
    number, device = (request.view_args or {}).get("help_call"), actor()
    if number is None or not isinstance(device, KioskDevice):
        return
    if not 0 < number < 2**31 or not queries.shows(device, number, now=clock.now()):
        abort(404)
    return


def this_kiosk() -> KioskDevice | None:
    """The screen that this browser is; its key is changed while it only looks, so that a press waits for nothing."""
    token = request.cookies.get(COOKIE)
    if not token or not is_at_kiosk():
        return None
    now = clock.now()
    device = actions.recognise(token, now=now)
    if device is not None and request.method == "GET":
        g.kiosk_key = actions.hand_out(device, token, now=now)
        if g.kiosk_key is None and (MARKER not in request.cookies or place_of(token) is None):
            g.kiosk_key = token
    return device


def lock(response: Response) -> Response:
    """What every answer under /kiosk carries, to a paired browser and to any other."""
    if not is_at_kiosk():
        return response
    response.headers.update(HEADERS)
    if key := g.pop("kiosk_key", None):
        give_key(response, key)
    if is_paired_browser() and request.path != PAIRING:
        take_away(response, request.cookies.keys() - KEPT_COOKIES)
    return response


def _what_its_pages_know() -> dict:
    device = actor() if request.path.startswith("/kiosk") else None
    is_kiosk = isinstance(device, KioskDevice)
    return {"is_kiosk": is_kiosk, "looks": is_kiosk and looks_again(device.checked_at, now=clock.now())}


def give_key(response: Response, token: str) -> None:
    """The key goes to the kiosk's pages only; a mark without a secret says everywhere else that this is a kiosk."""
    kept = {"max_age": COOKIE_LIVES, "httponly": True, "secure": request.is_secure}
    response.set_cookie(COOKIE, token, samesite="Strict", path="/kiosk", **kept)
    response.set_cookie(MARKER, "1", samesite="Lax", path="/", **kept)
    # Screens of before had their key for every address.
    response.delete_cookie(COOKIE, path="/")


def take_away(response: Response, names) -> None:
    """Take these cookies out of the browser."""
    for name in sorted(names):
        response.delete_cookie(name, path="/", secure=request.is_secure, httponly=True, samesite="Lax")


def let_go(response: Response) -> Response:
    """A browser that was a kiosk keeps nothing of it, and is a browser like any other."""
    response.delete_cookie(COOKIE, path="/kiosk")
    take_away(response, request.cookies.keys() - {current_app.config["SESSION_COOKIE_NAME"]} | {COOKIE, MARKER})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


class NothingKeptAtTheKiosk(SecureCookieSessionInterface):
    """A paired browser has no session of its own: what proves its forms follows from its key.

    So nobody's session means anything there, and a form that waited through a restart or a change of key still counts.
    """

    def open_session(self, app, request):
        token = request.cookies.get(COOKIE)
        if not token or not _has_no_session(request.path):
            return super().open_session(app, request)
        seal = hmac.new(str(app.secret_key).encode(), f"kiosk {family_of(token)}".encode(), hashlib.sha256)
        return SecureCookieSession({"csrf_token": seal.hexdigest()})

    def save_session(self, app, session, response):
        if not (request.cookies.get(COOKIE) and _has_no_session(request.path)):
            super().save_session(app, session, response)


def _has_no_session(path: str) -> bool:
    return path.startswith("/kiosk") and path != PAIRING
