"""A new e-mail address or mobile number: shown to be one's own before it takes the place of the old one."""

from flask import request
from flask_babel import gettext as _

from portal import clock, outbox, pages, phones
from portal.access import To, actor, allow
from portal.accounts import actions
from portal.accounts.actions import TooManyTries
from portal.accounts.forms.messages import CodeForm, EmailForm, PhoneForm
from portal.accounts.views.blueprint import routes
from portal.outbox import Channel
from portal.pages import go, refused, show, tell
from portal.school.actions import contact


@routes.route("/account/messages/email", methods=["GET", "POST"])
@allow(To.CHANGE_OWN_ADDRESS)
def email():
    form = EmailForm(data={"address": actor().email})
    return _ask(Channel.EMAIL, form)


@routes.route("/account/messages/phone", methods=["GET", "POST"])
@allow(To.CHANGE_OWN_ADDRESS)
def phone():
    form = PhoneForm(data={"address": phones.shown(actor().phone)})
    return _ask(Channel.SMS, form)


def _ask(channel: Channel, form):
    """Send a code to what was filled in; the answer is the same when somebody else has that address."""
    page = {"form": form, "channel": channel.value, "is_open": outbox.is_open(channel)}
    if request.method == "GET":
        return show("accounts/address.html", **page)
    if not form.validate() or not page["is_open"]:
        return refused("accounts/address.html", **page)
    now = clock.now()
    try:
        actions.count_try("address", str(actor().id), now=now)
        contact.ask_to_confirm(actor(), channel, form.address.data or "", now=now)
    except TooManyTries as many:
        return _wait(many)
    except contact.NotANumber:
        form.address.errors = [_("This is not a mobile number that we can send a text message to.")]
        return refused("accounts/address.html", **page)
    return go(".code")


@routes.route("/account/messages/code", methods=["GET", "POST"])
@allow(To.CHANGE_OWN_ADDRESS)
def code():
    """Type the code that came there."""
    form, now = CodeForm(), clock.now()
    proof = contact.waiting_proof(actor(), now=now)
    page = {"form": form, "proof": proof, "address": _shown(proof)}
    if proof is None:
        return show("accounts/code.html", 422 if request.method == "POST" else 200, **page)
    if request.method == "GET":
        return show("accounts/code.html", **page)
    if not form.validate():
        return refused("accounts/code.html", **page)
    try:
        actions.count_try("address-code", str(proof.id), now=now)
        contact.confirm(actor(), form.code.data or "", now=now)
    except TooManyTries as many:
        return _wait(many)
    except contact.WrongCode:
        form.code.errors = [_("This is not the code that we sent last. Look again, or ask for a new one.")]
        return refused("accounts/code.html", **page)
    tell(_("Confirmed. From now on we reach you there."))
    return go(".messages")


def _wait(many: TooManyTries):
    answer = pages.error_page(429)
    answer.headers["Retry-After"] = str(many.retry_after)
    return answer


def _shown(proof) -> str:
    if proof is None:
        return ""
    return phones.shown(proof.address) if proof.channel is Channel.SMS else proof.address
