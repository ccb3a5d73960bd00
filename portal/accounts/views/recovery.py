"""Asking to come in again after losing everything: a page for colleagues, the same answer for everybody."""

from portal import clock
from portal.access import open_to_all
from portal.accounts import actions
from portal.accounts.actions import TooManyTries
from portal.accounts.forms import RecoveryForm
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import came_from, wait
from portal.pages import go, refused, show


@routes.get("/sign-in/recovery")
@open_to_all
def recovery():
    return show("accounts/recovery.html", form=RecoveryForm())


@routes.post("/sign-in/recovery")
@open_to_all
def ask_recovery():
    """The colleagues who decide are told, or nobody is; the page says the same."""
    form, now = RecoveryForm(), clock.now()
    if not form.validate():
        return refused("accounts/recovery.html", form=form)
    email = form.email.data or ""
    try:
        actions.count_try("recovery-from", came_from(), now=now)
        actions.count_try("recovery", email.strip().lower(), now=now)
    except TooManyTries as many:
        return wait(many)
    actions.ask_by_address(email, now=now)
    return go(".recovery_asked")


@routes.get("/sign-in/recovery/asked")
@open_to_all
def recovery_asked():
    return show("accounts/recovery_asked.html")
