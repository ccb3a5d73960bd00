"""Signing in and out, the own sessions, and the language switch."""

from flask import Flask

from portal import pages
from portal.access import prove_by, recognise_by
from portal.accounts.views import (
    addresses,
    devices,
    hats,
    language,
    messages,
    offline,
    passkey_sign_in,
    passkeys,
    passwords,
    pins,
    proof,
    proof_passkey,
    push_devices,
    recovery,
    second_step,
    sessions,
    set_up,
    sign_in,
    times,
)
from portal.accounts.views.blueprint import routes
from portal.accounts.views.language import language_switched, safe_path
from portal.accounts.views.sessions import come_in
from portal.accounts.views.steps import first_step_done, passkeys_here

__all__ = [
    "addresses",
    "come_in",
    "devices",
    "first_step_done",
    "hats",
    "init_app",
    "language_switched",
    "messages",
    "offline",
    "passkey_sign_in",
    "passkeys",
    "passkeys_here",
    "pins",
    "passwords",
    "proof_passkey",
    "push_devices",
    "recovery",
    "routes",
    "safe_path",
    "second_step",
    "set_up",
    "sign_in",
    "times",
]


def init_app(app: Flask) -> None:
    """Recognise people by their session, and give back what they typed before a change of language."""
    sessions.manager.init_app(app)
    recognise_by(sessions.person_of_this_browser)
    prove_by(proof.ask_when_needed)
    app.after_request(offline.name_reader)
    pages.keep_fields_with(language.fields_kept_for_this_page)
