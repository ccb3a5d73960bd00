"""The own second step: an app that shows codes, switched on and off; and the codes on paper."""

import segno
from flask import Response
from flask_babel import gettext as _
from markupsafe import Markup

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import LastSecondStep, NothingToSetUp, TooManyTries, WrongProof
from portal.accounts.forms import AppCodeForm
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import not_kept, passkeys_here, wait, way_back
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Person


@routes.get("/account/second-step")
@allow(To.CHANGE_OWN_STEPS)
def own_second_step():
    return show("accounts/own_second_step.html", ways=queries.ways_of(actor()), **passkeys_here())


@routes.post("/account/second-step/app")
@allow(To.CHANGE_OWN_STEPS)
def begin_app():
    actions.begin_app(actor(), now=clock.now())
    return go(".app")


@routes.get("/account/second-step/app")
@allow(To.CHANGE_OWN_STEPS)
def app():
    """The picture for the app, and the field for its first code."""
    context = app_context(actor())
    return not_kept(show("accounts/app.html", form=AppCodeForm(), **context)) if context else go(".own_second_step")


@routes.post("/account/second-step/app/confirm")
@allow(To.CHANGE_OWN_STEPS)
def confirm_app():
    person, form = actor(), AppCodeForm()
    context = app_context(person)
    if context is None:
        return go(".own_second_step")
    try:
        is_right = is_confirmed(form, person)
    except TooManyTries as many:
        return wait(many)
    if not is_right:
        return not_kept(refused("accounts/app.html", form=form, **context))
    tell(_("From now on you come in with two steps. We mailed you about it."))
    return go(".paper_codes")


@routes.get("/account/second-step/off")
@allow(To.CHANGE_OWN_STEPS)
def ask_app_off():
    return show("accounts/app_off.html", ways=queries.ways_of(actor()))


@routes.post("/account/second-step/off")
@allow(To.CHANGE_OWN_STEPS)
def app_off():
    try:
        actions.remove_app(actor(), now=clock.now())
    except LastSecondStep:
        return refused("accounts/app_off.html", ways=queries.ways_of(actor()), is_last=True)
    tell(_("The app is switched off. We mailed you about it."))
    return go(".own_second_step")


@routes.get("/account/recovery-codes")
@allow(To.CHANGE_OWN_STEPS)
def paper_codes():
    """What they are for, how many are left, and a button for new ones."""
    return show("accounts/paper_codes.html", ways=queries.ways_of(actor()), back=way_back())


@routes.post("/account/recovery-codes")
@allow(To.CHANGE_OWN_STEPS)
def make_paper_codes() -> Response:
    """New codes, shown on this answer and never again."""
    if not queries.ways_of(actor()).has_second_step:
        return refused("accounts/paper_codes.html", ways=queries.ways_of(actor()), back=way_back())
    codes = actions.make_paper_codes(actor(), now=clock.now())
    return not_kept(show("accounts/paper_codes_shown.html", codes=codes, back=way_back()))


def is_confirmed(form: AppCodeForm, person: Person) -> bool:
    """Switch the app on with its first code; when the code is not right, the form says so. Raises TooManyTries."""
    if not form.validate():
        return False
    now = clock.now()
    actions.count_try("app-code", str(person.id), now=now)
    try:
        actions.confirm_app(person, form.app_code.data or "", now=now)
    except (WrongProof, NothingToSetUp):
        form.app_code.errors = [_("This code is not right, or it is too old. Fill in the one that the app shows now.")]
        return False
    actions.forget_tries("app-code", str(person.id))
    return True


def app_context(person: Person) -> dict | None:
    """The secret of the app that is being set up, as picture and as text; None when there is none."""
    app = queries.app_being_set_up(person, now=clock.now())
    if app is None:
        return None
    place = school.the_school()
    address = actions.address_of(app, person, place.name if place else "Samen")
    picture = segno.make(address, error="m").svg_inline(
        dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    spaced = " ".join(app.secret[start : start + 4] for start in range(0, len(app.secret), 4))
    return {"picture": Markup(picture), "secret": spaced, "address": address}
