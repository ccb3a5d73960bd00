"""The second step while signing in: the code that an app shows, or one from paper."""

from flask import redirect, url_for
from flask_babel import gettext as _

from portal import clock
from portal.access import open_to_all
from portal.accounts import actions, queries
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.forms import AppCodeForm, PaperCodeForm
from portal.accounts.rules import Follows
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import (
    begin_again,
    came_from,
    passkeys_here,
    person_half_way,
    second_step_done,
    wait,
    way_back,
)
from portal.pages import refused, show
from portal.school.models import Person


@routes.get("/sign-in/second-step")
@open_to_all
def second_step():
    """The code, a passkey, or a code on paper: whatever this person has."""
    person = person_half_way()
    if person is None:
        return begin_again()
    if queries.what_follows(person) is Follows.SET_UP:
        return redirect(url_for(".set_up", next=way_back()), 303)
    return show("accounts/second_step.html", **_steps(person, AppCodeForm(), PaperCodeForm()))


@routes.post("/sign-in/second-step")
@open_to_all
def use_app_code():
    person, form = person_half_way(), AppCodeForm()
    if person is None:
        return begin_again()
    trouble = _("This code is not right, or it is too old. Fill in the one that the app shows now.")
    return _tried(person, form.app_code, form, actions.use_app_code, trouble) or refused(
        "accounts/second_step.html", **_steps(person, form, PaperCodeForm(formdata=None))
    )


@routes.post("/sign-in/second-step/paper")
@open_to_all
def use_paper_code():
    person, form = person_half_way(), PaperCodeForm()
    if person is None:
        return begin_again()
    trouble = _("This recovery code is not right, or it was used before.")
    return _tried(person, form.paper_code, form, actions.use_paper_code, trouble) or refused(
        "accounts/second_step.html", **_steps(person, AppCodeForm(formdata=None), form)
    )


def _tried(person: Person, field, form, use, trouble: str):
    """In, or told to wait; None when the form says what is wrong."""
    now, back = clock.now(), way_back()
    if not form.validate():
        return None
    try:
        actions.count_try("app-code-from", came_from(), now=now)
        actions.count_try("app-code", str(person.id), now=now)
        use(person, field.data, now=now)
    except TooManyTries as many:
        return wait(many)
    except WrongProof:
        field.errors = [trouble]
        return None
    actions.forget_tries("app-code", str(person.id))
    return redirect(back, 303) if second_step_done(person) else begin_again()


def _steps(person: Person, form: AppCodeForm, paper_form: PaperCodeForm) -> dict:
    return {"form": form, "paper_form": paper_form, "ways": queries.ways_of(person), **passkeys_here()}
