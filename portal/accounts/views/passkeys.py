"""The own passkeys: listed, added, let go; and the offer of one on the first page."""

from flask import Response, abort, session
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import KnownPasskey, LastSecondStep, WrongProof
from portal.accounts.forms import PasskeyForm
from portal.accounts.models import Passkey
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import ASKED, passkeys_here, site
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Person


@routes.get("/account/passkeys")
@allow(To.CHANGE_OWN_PASSKEYS)
def passkeys():
    return show("accounts/passkeys.html", passkeys=queries.passkeys_of(actor()), **passkeys_here())


@routes.get("/account/passkeys/add")
@allow(To.CHANGE_OWN_PASSKEYS)
def new_passkey():
    return show("accounts/passkey_add.html", form=PasskeyForm(), **passkeys_here())


@routes.post("/account/passkeys/options")
@allow(To.CHANGE_OWN_PASSKEYS)
def ask_new_passkey():
    return question_for(actor())


@routes.post("/account/passkeys/add")
@allow(To.CHANGE_OWN_PASSKEYS)
def add_passkey():
    form = PasskeyForm()
    if not is_added(form, actor()):
        return refused("accounts/passkey_add.html", form=form, **passkeys_here())
    tell(_("Your passkey is made. From now on you can come in with it. We mailed you about it."))
    return go(".passkeys")


@routes.get("/account/passkeys/<int:passkey>/remove")
@allow(To.CHANGE_OWN_PASSKEYS, passkey=Passkey)
def ask_to_remove_passkey(passkey: Passkey):
    return show("accounts/passkey_remove.html", passkey=passkey)


@routes.post("/account/passkeys/<int:passkey>/remove")
@allow(To.CHANGE_OWN_PASSKEYS, passkey=Passkey)
def remove_passkey(passkey: Passkey):
    try:
        actions.remove_passkey(passkey, now=clock.now())
    except LastSecondStep:
        return refused("accounts/passkey_remove.html", passkey=passkey, is_last=True)
    tell(_("That passkey no longer opens your account. We mailed you about it."))
    return go(".passkeys")


@routes.post("/account/passkeys/not-now")
@allow(To.SEE_OWN_ACCOUNT)
def not_now():
    """No passkey, thank you: the offer does not come back."""
    actions.answer_offer(actor(), now=clock.now())
    return go("today.today")


def question_for(person: Person):
    """A question for a new passkey of this person, as JSON; it is this browser's, once."""
    where, place = site(), school.the_school()
    if where is None:
        abort(404)
    name = place.name if place else "Samen"
    session[ASKED], options = actions.ask_to_add(person, where, name, now=clock.now())
    return Response(options, mimetype="application/json", headers={"Cache-Control": "no-store"})


def is_added(form: PasskeyForm, person: Person) -> bool:
    """Keep the passkey that this form brings; when that cannot be, the form says why."""
    where, token = site(), session.pop(ASKED, "")
    if where is None:
        abort(404)
    if not form.validate():
        return False
    try:
        actions.add_passkey(person, form.answer.data or "", token, where, name=form.name.data or "", now=clock.now())
    except WrongProof:
        form.name.errors = [_("That did not work. Press the button once more.")]
    except KnownPasskey:
        form.name.errors = [_("This device has a passkey for the portal already.")]
    return not form.name.errors
