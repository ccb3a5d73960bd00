"""Signing in and out, the own sessions, and the language switch."""

from flask import Flask

from portal import pages
from portal.access import recognise_by
from portal.accounts.views import addresses, devices, language, messages, sessions, sign_in
from portal.accounts.views.blueprint import routes
from portal.accounts.views.language import language_switched
from portal.accounts.views.sessions import come_in

__all__ = ["addresses", "come_in", "devices", "init_app", "language_switched", "messages", "routes", "sign_in"]


def init_app(app: Flask) -> None:
    """Recognise people by their session, and give back what they typed before a change of language."""
    sessions.manager.init_app(app)
    recognise_by(sessions.person_of_this_browser)
    pages.keep_fields_with(language.fields_kept_for_this_page)
