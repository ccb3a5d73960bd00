"""Whether help is ready: the page for office, leader and coordinator, the test and the drill with one tap."""

from datetime import timedelta

from flask import Blueprint, Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock
from portal.access import To, actor, allow, may
from portal.guidance.queries import on_drills
from portal.help_calls import actions as help_calls
from portal.norms.queries import on_practice
from portal.pages import go, refused, show, tell
from portal.school.models import Place
from portal.translating import queries as translating
from portal.watch import actions, queries
from portal.watch.forms import said, said_with_name, what_to_do

routes = Blueprint("watch", __name__, url_prefix="/office/readiness")


def init_app(_app: Flask) -> None:
    """The pages about trainings and about the norm show when there were drills."""
    if queries.drill_moments not in on_drills:
        on_drills.append(queries.drill_moments)
    if queries.drill_practice not in on_practice:
        on_practice.append(queries.drill_practice)


@routes.get("")
@allow(To.SEE_READINESS)
def page():
    return show("watch/page.html", reason="", **_context())


@routes.get("/test")
@allow(To.SEE_READINESS)
def status():
    """The part of the page that asks again by itself while a test is going on."""
    return show("watch/_test.html", **_context())


@routes.post("/test")
@allow(To.PRACTISE_HELP)
def test():
    """Test everything now, without bothering anyone."""
    actions.ask_for_test(clock.now())
    return go(".page", _anchor="test")


@routes.post("/drill/<int:place>")
@allow(To.PRACTISE_HELP, place=Place)
def drill(place: Place):
    """Practise: everybody in the first step is called, and every message says that it is a drill."""
    try:
        call = help_calls.start_drill(place, actor(), now=clock.now())
    except help_calls.CallIsOpen:
        reason = _("There is a call for help at this place already. Practise when it is over.")
        return refused("watch/page.html", reason=reason, **_context())
    tell(_("The drill has begun. Everybody who is called reads that it is one."))
    return go("help_calls.call", help_call=call.id) if may(To.ANSWER_HELP_CALL, call) else go(".page")


def _context() -> dict:
    return {
        "engine": translating.standing(clock.now()),
        "ready": queries.readiness(now=clock.now()),
        "said": said,
        "said_with_name": said_with_name,
        "what_to_do": what_to_do,
        "span": span,
    }


def span(value: timedelta | None) -> str:
    """ "45 seconds", from two minutes on "3 minutes"; a dash for what did not happen."""
    if value is None:
        return "–"
    seconds = round(value.total_seconds())
    if seconds < 120:
        return ngettext("%(num)d second", "%(num)d seconds", seconds)
    return ngettext("%(num)d minute", "%(num)d minutes", round(seconds / 60))
