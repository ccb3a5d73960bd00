"""A responder's phone, signed in: which calls there are, and one call with the answers."""

from flask import url_for

from portal.access import To, actor, allow
from portal.help_calls import queries
from portal.help_calls.forms import StandDownForm
from portal.help_calls.models import HelpCall
from portal.help_calls.views.answers import DEEDS, answered, context, ended, noticed
from portal.help_calls.views.blueprint import routes
from portal.pages import go, refused, show


def _addresses(call: HelpCall):
    """The address of each thing that can be done with a call."""
    return lambda deed: url_for(f"help_calls.{deed}", help_call=call.id)


def _context(call: HelpCall, form: StandDownForm | None = None, reason: str = "") -> dict:
    return context(call, actor(), _addresses(call), form=form, reason=reason)


@routes.get("")
@allow(To.SEE_HELP_CALLS)
def page():
    return show("help_calls/page.html", calls=queries.calls_for(actor()))


@routes.get("/<int:help_call>")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def call(help_call: HelpCall):
    return show("help_calls/call.html", **_context(help_call))


@routes.get("/<int:help_call>/status")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def status(help_call: HelpCall):
    """The part of the page that asks again by itself while the call is open."""
    return show("help_calls/_status.html", **_context(help_call))


@routes.post("/<int:help_call>/seen")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def seen(help_call: HelpCall):
    return noticed(help_call, actor())


@routes.post("/<int:help_call>/coming")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def coming(help_call: HelpCall):
    return _answered(help_call, "coming")


@routes.post("/<int:help_call>/cannot")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def cannot(help_call: HelpCall):
    return _answered(help_call, "cannot")


@routes.post("/<int:help_call>/there")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def there(help_call: HelpCall):
    return _answered(help_call, "there")


@routes.post("/<int:help_call>/part")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def part(help_call: HelpCall):
    """Take another card, when nobody has it."""
    return _answered(help_call, "part")


@routes.post("/<int:help_call>/stand-down")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def stand_down(help_call: HelpCall):
    form, is_done = ended(help_call, actor())
    if not is_done:
        return refused("help_calls/call.html", **_context(help_call, form))
    return go(".call", help_call=help_call.id)


def _answered(help_call: HelpCall, deed: str):
    reason = answered(help_call, actor(), DEEDS[deed])
    if reason is not None:
        return refused("help_calls/call.html", **_context(help_call, reason=reason))
    return go(".call", help_call=help_call.id)
