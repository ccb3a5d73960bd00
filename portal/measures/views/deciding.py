"""Proposing, sending back, activating; and what leader and coordinator tap about a measure in force."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.measures import actions
from portal.measures.actions import AlreadyMoved, CannotConfirm, NobodyToCall, NotComplete, NotNow
from portal.measures.models import Measure
from portal.measures.views.blueprint import routes
from portal.measures.views.lists import looked_at
from portal.pages import go, refused, tell


@routes.post("/<int:measure>/propose")
@allow(To.DECIDE_MEASURE, measure=Measure)
def propose(measure: Measure):
    return settled(
        actions.propose, measure, _("Proposed. Somebody else confirms it; they are told that something waits.")
    )


@routes.post("/<int:measure>/send-back")
@allow(To.DECIDE_MEASURE, measure=Measure)
def send_back(measure: Measure):
    return settled(actions.send_back, measure, _("It is a draft again."))


@routes.post("/<int:measure>/activate")
@allow(To.DECIDE_MEASURE, measure=Measure)
def activate(measure: Measure):
    return settled(actions.activate, measure, _("It is decided, and stands in the register."))


@routes.post("/<int:measure>/heard")
@allow(To.DECIDE_MEASURE, measure=Measure)
def heard(measure: Measure):
    return settled(actions.heard, measure, _("Written down: the person was heard."))


@routes.post("/<int:measure>/reviewed")
@allow(To.DECIDE_MEASURE, measure=Measure)
def reviewed(measure: Measure):
    return settled(actions.reviewed, measure, _("Written down: you looked again, and it stays until its last day."))


@routes.post("/<int:measure>/finish")
@allow(To.DECIDE_MEASURE, measure=Measure)
def finish(measure: Measure):
    return settled(actions.finish, measure, _("Done. It stands in the register."))


@routes.post("/<int:measure>/desk")
@allow(To.SHOW_AT_DESK, measure=Measure)
def desk(measure: Measure):
    """The front desk may know that something is in force."""
    return settled(actions.show_at_desk, measure, _("The front desk finds the name and whom to call, after a PIN."))


@routes.post("/<int:measure>/desk/off")
@allow(To.SHOW_AT_DESK, measure=Measure)
def desk_off(measure: Measure):
    return settled(actions.show_no_longer, measure, _("The front desk finds nothing of it any more."))


def settled(deed, measure: Measure, said: str):
    """Do it and say so; or the same page with the reason."""
    try:
        deed(measure, actor(), now=clock.now())
    except (AlreadyMoved, CannotConfirm, NobodyToCall, NotComplete, NotNow) as refusal:
        return refused("measures/read.html", **looked_at(measure, why(refusal)))
    tell(said)
    return go(".read", measure=measure.id)


def why(refusal: Exception) -> str:
    """A refusal in words."""
    if isinstance(refusal, NotComplete):
        return _("It cannot be decided yet: below stands what still has to be done.")
    if isinstance(refusal, CannotConfirm):
        return _("Refusing access takes two people. What the school leader proposes, the safety coordinator confirms.")
    if isinstance(refusal, NobodyToCall):
        return _("The front desk needs a name and a contact person to call.")
    if isinstance(refusal, NotNow):
        return _("This does not go with this measure, or not any more.")
    return _("This changed a moment ago. Look at how it stands now.")
