"""Families whom no message reaches, messages that did not arrive, and how each channel does."""

from flask import request
from flask_babel import gettext as _

from portal import clock, outbox
from portal.access import To, actor, allow
from portal.office.actions import messages as actions
from portal.office.queries import messages as queries
from portal.office.views.blueprint import routes
from portal.outbox import Channel, Message, Reason
from portal.pages import go, show, tell


@routes.get("/messages")
@allow(To.RUN_OFFICE)
def messages():
    """Who cannot be reached and why; then the messages that wait for the office."""
    after = request.args.get("after", default=0, type=int)
    families, rest = queries.unreached(after=after)
    return show(
        "office/messages.html", families=families, rest=rest, after=after, why=_why,
        failed=outbox.failed(limit=queries.A_PAGE), number=outbox.count_failed(), plainly=plainly,
        channels=queries.channels(clock.now()),
    )  # fmt: skip


@routes.post("/messages/<int:message>/retry")
@allow(To.RUN_OFFICE, message=Message)
def retry(message: Message):
    """Try a message again that was given up; one that is not given up stays as it is."""
    if actions.retry(message, actor(), now=clock.now()):
        tell(_("We try to send it again."))
    return _back()


@routes.post("/messages/retry")
@allow(To.RUN_OFFICE)
def retry_all():
    """After a failure of the mail server: everything that was given up, once more."""
    actions.retry_all(actor(), now=clock.now())
    tell(_("We try to send all of them again."))
    return go(".messages")


@routes.post("/messages/<int:message>/settle")
@allow(To.RUN_OFFICE, message=Message)
def settle(message: Message):
    """The family heard of it in another way: it is no longer on the list."""
    if actions.settle(message, actor(), now=clock.now()):
        tell(_("It is off the list."))
    return _back()


def _back():
    """To the page the button was on."""
    return go(".messages" if request.form.get("on") == "messages" else ".page")


def plainly(message: Message) -> str:
    """What became of a message that did not arrive, in plain words."""
    return {
        Channel.EMAIL: _("The e-mail did not arrive."),
        Channel.SMS: _("The text message did not arrive."),
        Channel.PUSH: _("The notice did not arrive."),
    }.get(message.channel, "")


def _why(reason: queries.Why) -> str:
    """Why nobody of a family, or this guardian, is reached, in plain words."""
    return {
        queries.Why.NO_ADDRESS: _("We have no e-mail address and no mobile number."),
        queries.Why.ONLY_TO_CALL: _("We have a number to call, but nothing to write to."),
        Reason.UNKNOWN: _("The e-mail address does not exist (any more)."),
        Reason.FULL: _("The mailbox is full, again and again."),
        Reason.REFUSED: _("Their mail server refuses our mail."),
        Reason.NOT_TAKEN: _("The last message could not be delivered."),
    }[reason]
