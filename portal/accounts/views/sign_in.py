"""Coming in: by a mailed link, or with a password."""

from flask import redirect, request
from flask_babel import gettext as _

from portal import clock
from portal.access import actor, open_to_all
from portal.accounts import actions
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.forms import LinkForm, PasswordForm
from portal.accounts.views.blueprint import routes
from portal.accounts.views.language import safe_path
from portal.accounts.views.steps import came_from, first_step_done, passkeys_here, wait
from portal.pages import go, refused, show
from portal.school.models import Person


@routes.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in():
    """Parents: ask for a link. It is on its way, or not; the page says the same."""
    form = LinkForm()
    if request.method == "GET" and "next" in request.args and isinstance(actor(), Person):
        # Asked a moment too late: the proof was given in another window of this browser.
        return redirect(safe_path(request.args["next"]), 303)
    if request.method == "GET":
        return show("accounts/sign_in.html", form=form, **passkeys_here())
    if not form.validate():
        return refused("accounts/sign_in.html", form=form, **passkeys_here())
    now = clock.now()
    try:
        actions.count_try("link-from", came_from(), now=now)
        actions.count_try("link", form.normal_address(), now=now)
    except TooManyTries as many:
        return wait(many)
    actions.ask_for_link(form.normal_address(), now=now)
    return go(".link_sent", by=None if form.is_mail() else "sms")


@routes.get("/sign-in/sent")
@open_to_all
def link_sent():
    return show("accounts/link_sent.html", by_sms=request.args.get("by") == "sms")


@routes.get("/sign-in/link/<token>")
@routes.get("/l/<token>", endpoint="short_link")
@open_to_all
def link(token: str):
    """Show a button; what opens mail by itself uses nothing up. A text message has room for the short address only."""
    return show("accounts/link.html", token=token)


@routes.post("/sign-in/link/<token>")
@open_to_all
def use_link(token: str):
    now = clock.now()
    try:
        actions.count_try("token-from", came_from(), now=now)
        person = actions.use_link(token, now=now)
    except TooManyTries as many:
        return wait(many)
    except WrongProof:
        return refused("accounts/link_over.html")
    return first_step_done(person, is_for_staff=False)


@routes.route("/sign-in/staff", methods=["GET", "POST"])
@open_to_all
def sign_in_staff():
    form = PasswordForm()
    if request.method == "GET":
        return show("accounts/sign_in_staff.html", form=form, **passkeys_here())
    if not form.validate():
        return refused("accounts/sign_in_staff.html", form=form, **passkeys_here())
    try:
        person = _tried_password(form)
    except TooManyTries as many:
        return wait(many)
    except WrongProof:
        form.password.errors = [_("The address and the password do not belong together.")]
        return refused("accounts/sign_in_staff.html", form=form, **passkeys_here())
    return first_step_done(person, is_for_staff=True)


def _tried_password(form: PasswordForm) -> Person:
    now = clock.now()
    actions.count_try("password-from", came_from(), now=now)
    actions.count_try("password", (form.email.data or "").lower(), now=now)
    return actions.person_by_password(form.email.data or "", form.password.data or "")
