"""The kiosk's pages: the screen with its calls, logging an incident, and pairing."""

from flask import Flask

from portal.access import recognise_by
from portal.kiosk.views import incident, pairing, screen
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.pairing import pair_this_browser

__all__ = ["incident", "init_app", "pair_this_browser", "routes", "screen"]


def init_app(app: Flask) -> None:
    """A browser with a kiosk's cookie sees nothing but the kiosk, and only there the cookie means anything."""
    app.before_request_funcs.setdefault(None, []).insert(0, pairing.nothing_but_the_kiosk)
    recognise_by(pairing.this_kiosk)
