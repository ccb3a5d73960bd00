"""Being a welcome buddy, or asking for one; both say yes, and either ends it."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, allow
from portal.class_group import actions, queries
from portal.class_group.models import Member, Pair
from portal.class_group.rules import Buddy
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import circle_in, writing_in
from portal.pages import go, tell
from portal.school.models import SchoolClass


@routes.post("/<int:school_class>/buddy")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def be_buddy(school_class: SchoolClass):
    me = writing_in(school_class.id).me
    assert me is not None
    chosen = request.form.get("buddy")
    if chosen not in list(Buddy):
        abort(400)
    pair = actions.be_buddy(me, Buddy(chosen), now=clock.now())
    if pair is not None:
        tell(_("There is a match. It begins when you have both said yes."))
    elif chosen == Buddy.NEITHER:
        tell(_("Saved."))
    else:
        tell(_("Saved. You get a message when there is somebody for you."))
    return go(".people", school_class=school_class.id, _anchor="buddy")


@routes.post("/buddies/<int:pair>/yes")
@allow(To.TAKE_PART_IN_GROUP, pair=Pair)
def say_yes(pair: Pair):
    actions.say_yes(pair, _mine(pair), now=clock.now())
    tell(_("You said yes.") if not pair.is_agreed else _("You have both said yes. Say hello at the gate, or call."))
    return go(".people", school_class=pair.class_id, _anchor="buddy")


@routes.post("/buddies/<int:pair>/end")
@allow(To.TAKE_PART_IN_GROUP, pair=Pair)
def end_pair(pair: Pair):
    """Rather not, or no more; no reason is asked."""
    actions.end_pair(pair, _mine(pair), now=clock.now())
    tell(_("It is over. No reason is told to anybody."))
    return go(".people", school_class=pair.class_id, _anchor="buddy")


def _mine(pair: Pair) -> Member:
    circle = circle_in(pair.class_id)
    found = queries.pair_of(circle.me, circle) if circle.me else None
    if found is None or found.id != pair.id or circle.me is None:
        abort(404)
    return circle.me
