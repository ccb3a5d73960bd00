"""The kiosk's pages: the screen with its calls, logging an incident, pairing, and its look at itself."""

from flask import Flask

from portal.access import recognise_by
from portal.kiosk.views import calling, check, ending, incident, known, lock, pairing, screen
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.pairing import pair_this_browser

__all__ = [
    "calling",
    "check",
    "ending",
    "incident",
    "init_app",
    "known",
    "pair_this_browser",
    "pairing",
    "routes",
    "screen",
]


def init_app(app: Flask) -> None:
    """A browser with a kiosk's cookie sees nothing but the kiosk, and only there the cookie means anything."""
    lock.init_app(app)
    recognise_by(lock.this_kiosk)
    app.jinja_env.globals["kiosk_numbers"] = screen.numbers_here
