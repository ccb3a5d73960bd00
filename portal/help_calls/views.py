"""A responder's phone: which calls there are, and one call with the two answers."""

from flask import Blueprint
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.help_calls import actions, queries
from portal.help_calls.actions import CallIsOver
from portal.help_calls.forms import PARTS, StandDownForm
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Answer, Ending
from portal.pages import go, refused, show, tell

routes = Blueprint("help_calls", __name__, url_prefix="/help-calls")


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


@routes.post("/<int:help_call>/coming")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def coming(help_call: HelpCall):
    return _answered(help_call, actions.answer_coming)


@routes.post("/<int:help_call>/cannot")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def cannot(help_call: HelpCall):
    return _answered(help_call, actions.answer_cannot)


@routes.post("/<int:help_call>/stand-down")
@allow(To.ANSWER_HELP_CALL, help_call=HelpCall)
def stand_down(help_call: HelpCall):
    form = StandDownForm()
    if not form.validate():
        return refused("help_calls/call.html", **_context(help_call, form))
    try:
        actions.stand_down(help_call, actor(), Ending(form.ending.data), now=clock.now())
    except CallIsOver:
        return refused("help_calls/call.html", **_context(help_call, form))
    tell(_("The call is over. Everybody who was called hears it now."))
    return go(".call", help_call=help_call.id)


def _answered(help_call: HelpCall, answer):
    try:
        answer(help_call, actor(), now=clock.now())
    except CallIsOver:
        return refused("help_calls/call.html", **_context(help_call))
    return go(".call", help_call=help_call.id)


def _context(help_call: HelpCall, form: StandDownForm | None = None) -> dict:
    part = queries.part_of(actor(), help_call)
    mine = next((row.answer for row in help_call.responders if row.person_id == actor().id and row.answer), None)
    return {
        "call": help_call,
        "part": PARTS[part] if part else None,
        "mine": mine,
        "is_coming": mine is Answer.COMING,
        "told": [row for row in help_call.responders if row.told_at],
        "form": form or StandDownForm(formdata=None),
    }
