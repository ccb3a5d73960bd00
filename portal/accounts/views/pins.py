"""The PINs of a member of staff for the kiosk: the one that signs, and the one that also calls for help."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import NoPinYet, SamePin, TooManyTries, WeakPin
from portal.accounts.forms import PinForm, SecondPinForm
from portal.accounts.rules import MAXIMUM_PIN, MINIMUM_PIN, PinFault
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import wait
from portal.pages import go, refused, show, tell


@routes.get("/account/pin")
@allow(To.CHANGE_OWN_STEPS)
def pin():
    return show("accounts/pin.html", **_page())


@routes.post("/account/pin")
@allow(To.CHANGE_OWN_STEPS)
def set_pin():
    form = PinForm()
    return _kept(form, form.new_pin, actions.set_pin, _("Your PIN is changed. Sign with it at the kiosk from now on."))


@routes.post("/account/pin/second")
@allow(To.CHANGE_OWN_STEPS)
def set_second_pin():
    form = SecondPinForm()
    text = _("Your second PIN works from now on. Keep it to yourself.")
    return _kept(form, form.second_pin, actions.set_second_pin, text)


@routes.post("/account/pin/second/remove")
@allow(To.CHANGE_OWN_STEPS)
def remove_second_pin():
    actions.remove_second_pin(actor(), now=clock.now())
    tell(_("Your second PIN is gone: it no longer signs and calls nobody."))
    return go(".pin")


def _kept(form, field, action, text: str):
    person, now = actor(), clock.now()
    if not form.validate():
        return refused("accounts/pin.html", **_page(form))
    try:
        actions.count_try("pin-change", str(person.id), now=now)
        action(person, field.data or "", now=now)
    except TooManyTries as many:
        return wait(many)
    except (WeakPin, SamePin, NoPinYet) as refusal:
        field.errors = [_why(refusal)]
        return refused("accounts/pin.html", **_page(form))
    tell(text)
    return go(".pin")


def _why(refusal: WeakPin | SamePin | NoPinYet) -> str:
    if isinstance(refusal, SamePin):
        return _("Your two PINs must differ. Choose another one.")
    if isinstance(refusal, NoPinYet):
        return _("Set your own PIN first.")
    return {
        PinFault.NO_DIGITS: _("Use digits only."),
        PinFault.LENGTH: _("Use %(least)d to %(most)d digits.", least=MINIMUM_PIN, most=MAXIMUM_PIN),
        PinFault.EASY: _("This is a PIN that everybody tries first. Choose another one."),
    }[refusal.fault]


def _page(form=None) -> dict:
    forms = {"form": PinForm(formdata=None), "second": SecondPinForm(formdata=None)}
    if form is not None:
        forms["second" if isinstance(form, SecondPinForm) else "form"] = form
    return {**forms, "ways": queries.ways_of(actor())}
