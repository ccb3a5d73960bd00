"""A team looks at what is proposed for its class, and changes it by hand before the families are told."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.models import Proposal, RoundClass
from portal.conversations.rules import clashes
from portal.conversations.views.blueprint import routes
from portal.conversations.views.wish_words import WHY, with_another_family
from portal.pages import go, refused, show, tell


@routes.get("/class-plans/<int:row>")
@allow(To.MANAGE_ROUND, row=RoundClass)
def class_plan(row: RoundClass):
    return show("conversations/class_plan.html", **_context(row))


def _context(row: RoundClass, reason: str = "") -> dict:
    proposals = queries.proposals_of(row.round_id, row.class_id)
    held = {slot.id for proposal in proposals for slot in proposal.slots}
    busy = [span for span, _person in queries.busy_in_plan(row.round_id, row.class_id, now=clock.now())]
    free = [
        slot for slot in queries.free_times(row.round_id, row.class_id, now=clock.now())
        if slot.id not in held and not clashes(slot.starts_at, slot.ends_at, busy)
    ]  # fmt: skip
    everybody = queries.proposals_of(row.round_id)
    return {
        "row": row, "plan": queries.plan_of(row.round_id), "proposals": proposals, "free": free, "why": WHY,
        "remarks": queries.remarks_on(everybody, queries.wish_sets_of(row.round_id)), "reason": reason,
        "elsewhere": queries.elsewhere_in_plan(proposals, now=clock.now()),
    }  # fmt: skip


@routes.post("/proposals/<int:proposal>/move")
@allow(To.MANAGE_ROUND, proposal=Proposal)
def move_proposal(proposal: Proposal):
    free = queries.free_times(proposal.round_id, proposal.class_id, now=clock.now())
    slot = next((s for s in free if str(s.id) == request.form.get("slot")), None)
    if slot is None:
        return _refused(proposal, _("This time is not free any more. Choose another one."))
    return _changed(proposal, lambda: actions.move(proposal, slot, actor(), now=clock.now()))


@routes.post("/proposals/<int:proposal>/swap")
@allow(To.MANAGE_ROUND, proposal=Proposal)
def swap_proposals(proposal: Proposal):
    others = queries.proposals_of(proposal.round_id, proposal.class_id)
    other = next((p for p in others if str(p.id) == request.form.get("other")), None)
    if other is None:
        return _refused(proposal, _("Choose the child to change places with."))
    return _changed(proposal, lambda: actions.swap_two(proposal, other, actor(), now=clock.now()))


@routes.post("/proposals/<int:proposal>/lock")
@allow(To.MANAGE_ROUND, proposal=Proposal)
def lock_proposal(proposal: Proposal):
    return _changed(proposal, lambda: actions.lock(proposal, actor(), now=clock.now()))


@routes.post("/proposals/<int:proposal>/unlock")
@allow(To.MANAGE_ROUND, proposal=Proposal)
def unlock_proposal(proposal: Proposal):
    return _changed(proposal, lambda: actions.unlock(proposal, actor(), now=clock.now()))


def _changed(proposal: Proposal, change):
    """Do it, or say why not; the page of the class either way."""
    try:
        change()
    except actions.PlanIsOut:
        return _refused(
            proposal, _("The families have the plan already. Move single conversations from the class's page.")
        )
    except actions.PlannedAnew:
        abort(404)
    except actions.TimeNotFree:
        return _refused(proposal, _("This time is not free any more. Choose another one."))
    except actions.FamilyElsewhere:
        return _refused(proposal, _("The family has another conversation then. Choose another time."))
    except actions.TeacherElsewhere as refusal:
        return _refused(proposal, with_another_family(refusal.who))
    except actions.CannotSwap:
        return _refused(proposal, _("These two cannot change places: one is longer, or has no time yet."))
    tell(_("Changed. Planning again leaves it where you put it."))
    return go(".class_plan", row=queries.row_of_proposal(proposal).id)


def _refused(proposal: Proposal, reason: str):
    return refused("conversations/class_plan.html", **_context(queries.row_of_proposal(proposal), reason))
