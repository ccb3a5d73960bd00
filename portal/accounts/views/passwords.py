"""Passwords given by their owners: through a mailed link, or by changing the one they have."""

from flask_babel import gettext as _
from flask_login import current_user

from portal import clock, i18n
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions, queries
from portal.accounts.actions import NoAddress, TooManyTries, WeakPassword, WrongProof
from portal.accounts.forms import ChangePasswordForm, NewPasswordForm
from portal.accounts.rules import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, Fault
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import came_from, first_step_done, wait
from portal.pages import go, refused, show, tell


@routes.get("/sign-in/password/<token>")
@open_to_all
def password_link(token: str):
    """The form for a new password; looking uses nothing up."""
    try:
        link = actions.password_link(token, now=clock.now())
    except WrongProof:
        return refused("accounts/password_link_over.html")
    return show("accounts/password_set.html", form=NewPasswordForm(), token=token, link=link)


@routes.post("/sign-in/password/<token>")
@open_to_all
def use_password_link(token: str):
    form, now = NewPasswordForm(), clock.now()
    try:
        actions.count_try("token-from", came_from(), now=now)
        link = actions.password_link(token, now=now)
        if form.validate():
            person = actions.use_password_link(token, form.new_password.data or "", now=now)
            answer = first_step_done(person, is_for_staff=True)
            with i18n.in_language(person.language):
                tell(_("Your password is set."))
            return answer
    except TooManyTries as many:
        return wait(many)
    except WrongProof:
        return refused("accounts/password_link_over.html")
    except WeakPassword as weak:
        form.new_password.errors = [why(weak.fault)]
    return refused("accounts/password_set.html", form=form, token=token, link=link)


@routes.get("/account/password")
@allow(To.CHANGE_OWN_STEPS)
def password():
    return show("accounts/password.html", form=ChangePasswordForm(), ways=queries.ways_of(actor()))


@routes.post("/account/password")
@allow(To.CHANGE_OWN_STEPS)
def change_password():
    person, form, now = actor(), ChangePasswordForm(), clock.now()
    if not form.validate():
        return refused("accounts/password.html", form=form, ways=queries.ways_of(person))
    old, new = form.password.data or "", form.new_password.data or ""
    try:
        actions.count_try("password", (person.email or "").lower(), now=now)
        actions.change_password(person, old, new, current_user.session, now=now)
    except TooManyTries as many:
        return wait(many)
    except WrongProof:
        form.password.errors = [_("This is not your password now.")]
    except WeakPassword as weak:
        form.new_password.errors = [why(weak.fault)]
    else:
        tell(_("Your password is changed. Every other device is signed out. We mailed you about it."))
        return go(".account")
    return refused("accounts/password.html", form=form, ways=queries.ways_of(person))


@routes.post("/account/password/link")
@allow(To.CHANGE_OWN_STEPS)
def mail_password_link():
    """For who has no password yet, or does not know it any more."""
    person, now = actor(), clock.now()
    try:
        actions.count_try("link", (person.email or "").lower(), now=now)
        actions.send_password_link(person, now=now)
    except TooManyTries as many:
        return wait(many)
    except NoAddress:
        form = ChangePasswordForm(formdata=None)
        return refused("accounts/password.html", form=form, ways=queries.ways_of(person), has_no_address=True)
    tell(_("We mailed you a link to set a password. It works once, for three days."))
    return go(".account")


def why(fault: Fault) -> str:
    """Why a password is refused, and what to do now."""
    return {
        Fault.SHORT: _("Use at least %(number)s characters: a short sentence works well.", number=MINIMUM_PASSWORD),
        Fault.LONG: _("Use at most %(number)s characters.", number=MAXIMUM_PASSWORD),
        Fault.COMMON: _("Many people use this password, so it is easy to guess. Choose a sentence of your own."),
        Fault.PERSONAL: _("Your name, your address or the school is easy to guess. Choose other words."),
    }[fault]
