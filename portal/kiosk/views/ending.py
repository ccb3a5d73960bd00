"""Ending a call at the screen, with a colleague's name and PIN: a mistake, or what became of it."""

from portal import clock
from portal.access import To, allow
from portal.accounts.actions import TooManyTries, WrongProof
from portal.help_calls import actions as help_calls
from portal.help_calls.actions import CallIsOver
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.kiosk.forms import KioskCancelForm, KioskStandDownForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.calling import seen
from portal.kiosk.views.signing import signed_by, why
from portal.pages import go, refused, show


@routes.get("/call/<int:help_call>/cancel")
@allow(To.USE_KIOSK, help_call=HelpCall)
def ask_to_cancel(help_call: HelpCall):
    """Who says that it was a mistake; everybody who was called hears "false alarm"."""
    return show("kiosk/cancel.html", form=KioskCancelForm(), **seen(help_call))


@routes.post("/call/<int:help_call>/cancel")
@allow(To.USE_KIOSK, help_call=HelpCall)
def cancel(help_call: HelpCall):
    form = KioskCancelForm()
    if not form.validate():
        return refused("kiosk/cancel.html", form=form, **seen(help_call))
    now = clock.now()
    try:
        person = signed_by(form)
        try:
            help_calls.cancel(help_call, person, now=now)
        except help_calls.TooLate:
            # Colleagues are on their way by now: it ends as every call does, and is in the register.
            help_calls.stand_down(help_call, person, Ended(Ending.FALSE_ALARM), now=now)
    except (TooManyTries, WrongProof, CallIsOver) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/cancel.html", form=form, **seen(help_call))
    return go(".call", help_call=help_call.id)


@routes.get("/call/<int:help_call>/stand-down")
@allow(To.USE_KIOSK, help_call=HelpCall)
def ask_to_stand_down(help_call: HelpCall):
    """Who was there, is everybody safe, are the children looked after, who came from outside."""
    return show("kiosk/stand_down.html", form=_ending_of(help_call), **seen(help_call))


@routes.post("/call/<int:help_call>/stand-down")
@allow(To.USE_KIOSK, help_call=HelpCall)
def stand_down(help_call: HelpCall):
    """Ending a call needs a colleague's PIN: an angry visitor must not be able to."""
    form = _ending_of(help_call)
    if not form.validate():
        return refused("kiosk/stand_down.html", form=form, **seen(help_call))
    try:
        person = signed_by(form)
        help_calls.stand_down(help_call, person, form.ended(), now=clock.now())
    except (TooManyTries, WrongProof, CallIsOver) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/stand_down.html", form=form, **seen(help_call))
    return go(".call", help_call=help_call.id)


def _ending_of(help_call: HelpCall) -> KioskStandDownForm:
    form = KioskStandDownForm()
    form.offer_helpers(help_call)
    return form
