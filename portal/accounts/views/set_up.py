"""A second step set up before anything opens: for who must have one and has none yet."""

from flask import redirect, url_for
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import open_to_all
from portal.accounts import actions
from portal.accounts.actions import TooManyTries
from portal.accounts.forms import AppCodeForm, PasskeyForm
from portal.accounts.queries import what_follows
from portal.accounts.rules import Follows
from portal.accounts.views.blueprint import routes
from portal.accounts.views.code_app import app_context, is_confirmed
from portal.accounts.views.passkeys import is_added, question_for
from portal.accounts.views.steps import (
    begin_again,
    not_kept,
    passkeys_here,
    person_half_way,
    second_step_done,
    wait,
    way_back,
)
from portal.pages import refused, show, tell
from portal.school.models import Person


def person_setting_up() -> Person | None:
    """Who did the first step here and has no second one; who has one must use it, not make another."""
    person = person_half_way()
    return person if person is not None and what_follows(person) is Follows.SET_UP else None


@routes.get("/sign-in/set-up")
@open_to_all
def set_up():
    """Why, and the two ways: an app or a passkey."""
    if person_setting_up() is None:
        return begin_again()
    return show("accounts/set_up.html", form=PasskeyForm(), **passkeys_here())


@routes.post("/sign-in/set-up/app")
@open_to_all
def begin_first_app():
    person = person_setting_up()
    if person is None:
        return begin_again()
    actions.begin_app(person, now=clock.now())
    return redirect(url_for(".first_app", next=way_back()), 303)


@routes.get("/sign-in/set-up/app")
@open_to_all
def first_app():
    """The picture for the app, and the field for its first code."""
    person = person_setting_up()
    if person is None:
        return begin_again()
    context = app_context(person)
    if context is None:
        return redirect(url_for(".set_up", next=way_back()), 303)
    return not_kept(show("accounts/first_app.html", form=AppCodeForm(), **context))


@routes.post("/sign-in/set-up/app/confirm")
@open_to_all
def confirm_first_app():
    person, form = person_setting_up(), AppCodeForm()
    if person is None:
        return begin_again()
    context = app_context(person)
    if context is None:
        return redirect(url_for(".set_up", next=way_back()), 303)
    try:
        is_right = is_confirmed(form, person)
    except TooManyTries as many:
        return wait(many)
    if not is_right:
        return not_kept(refused("accounts/first_app.html", form=form, **context))
    return _in(person)


@routes.post("/sign-in/set-up/passkey/options")
@open_to_all
def ask_first_passkey():
    person = person_setting_up()
    return question_for(person) if person else begin_again()


@routes.post("/sign-in/set-up/passkey")
@open_to_all
def add_first_passkey():
    person, form = person_setting_up(), PasskeyForm()
    if person is None:
        return begin_again()
    if not is_added(form, person):
        return refused("accounts/set_up.html", form=form, **passkeys_here())
    return _in(person)


def _in(person: Person):
    back = way_back()
    if not second_step_done(person):
        return begin_again()
    with i18n.in_language(person.language):
        tell(_("From now on you come in with two steps. We mailed you about it."))
    return redirect(url_for(".paper_codes", next=back), 303)
