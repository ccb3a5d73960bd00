"""Changing a plan by hand before the families are told: move, swap two, keep one where it is."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import taking
from portal.conversations.actions.planning import PlanIsOut, locked_plan
from portal.conversations.actions.refusals import TeacherElsewhere
from portal.conversations.models import Proposal, ProposedTime, Slot
from portal.conversations.rules import clashes
from portal.conversations.rules.wishes import Why
from portal.db import Refusal, db
from portal.school.models import Person


class TimeNotFree(Refusal):
    """Another conversation has this time, in the plan or booked, or it is too short with what follows it."""


class FamilyElsewhere(Refusal):
    """The family has another conversation then, in the plan or booked."""


class CannotSwap(Refusal):
    """One of the two is longer than the other one's time, or has none."""


class PlannedAnew(Refusal):
    """The plan was made again, and another proposal is in the place of this one."""


def move(proposal: Proposal, slot: Slot, teacher: Person, *, now: datetime) -> None:
    """Give a proposal another free time of its team, and keep it there.

    Raises PlanIsOut, PlannedAnew, TimeNotFree, FamilyElsewhere or TeacherElsewhere.
    """
    _still_to_change(proposal)
    slots = _slots_at(proposal, slot)
    others = {s.id for p in _of_team(proposal) if p is not proposal for s in p.slots}
    free = {each.id for each in queries.free_times(proposal.round_id, proposal.class_id, now=now)} - others
    if not slots or not free.issuperset(each.id for each in slots):
        raise TimeNotFree
    _check_family(proposal, slots, but=())
    _check_teachers(proposal, slots, now=now)
    try:
        with db.session.begin_nested():
            _give({proposal: slots})
    except IntegrityError as taken:
        db.session.refresh(proposal)
        raise TimeNotFree from taken
    audit.did(teacher, "proposal changed", proposal, now=now)


def swap_two(one: Proposal, other: Proposal, teacher: Person, *, now: datetime) -> None:
    """Let two proposals of one team change places, and keep them there. Twice at once is once.

    Raises PlanIsOut, PlannedAnew, CannotSwap, FamilyElsewhere or TeacherElsewhere.
    """
    seen = one.slots, other.slots
    _still_to_change(one, other)
    same_team = (one.round_id, one.class_id) == (other.round_id, other.class_id)
    if one is other or not same_team or not one.times or not other.times:
        raise CannotSwap
    if seen == (other.slots, one.slots):
        return
    places = {one: other.slots, other: one.slots}
    if any(_slots_at(each, slots[0]) != slots for each, slots in places.items()):
        raise CannotSwap
    for each, slots in places.items():
        _check_family(each, slots, but=places)
        _check_teachers(each, slots, now=now)
    _give(places)
    for each in places:
        audit.did(teacher, "proposal changed", each, now=now)


def lock(proposal: Proposal, teacher: Person, *, now: datetime) -> None:
    """Planning again leaves it where it is. Raises PlanIsOut or PlannedAnew."""
    _still_to_change(proposal)
    proposal.is_locked = bool(proposal.times)
    audit.did(teacher, "proposal changed", proposal, now=now)


def unlock(proposal: Proposal, teacher: Person, *, now: datetime) -> None:
    """Planning again may move it. Raises PlanIsOut or PlannedAnew."""
    _still_to_change(proposal)
    proposal.is_locked = False
    audit.did(teacher, "proposal changed", proposal, now=now)


def take_out(slot: Slot) -> None:
    """A time goes: what was planned in it has none any more."""
    found = db.session.get(ProposedTime, slot.id)
    if found is not None:
        proposal = db.session.get_one(Proposal, found.proposal_id)
        proposal.times.clear()
        proposal.is_locked, proposal.why = False, Why.TAKEN_MEANWHILE
        db.session.flush()


def _still_to_change(*proposals: Proposal) -> None:
    """Read them as whoever changed the plan a moment earlier left them. Raises PlanIsOut or PlannedAnew."""
    made = locked_plan(proposals[0].round_id)
    if made is not None and made.published_at is not None:
        raise PlanIsOut
    query = select(Proposal).where(Proposal.round_id.in_({each.round_id for each in proposals}))
    if not set(db.session.scalars(query.execution_options(populate_existing=True))).issuperset(proposals):
        raise PlannedAnew


def _of_team(proposal: Proposal) -> list[Proposal]:
    return queries.proposals_of(proposal.round_id, proposal.class_id)


def _slots_at(proposal: Proposal, slot: Slot) -> list[Slot]:
    """The times that it takes from this one on."""
    interpreter, _language = queries.interpreter_for(proposal)
    return taking.need_of(slot, proposal.pupil_id, proposal.household_id, interpreter).slots


def _check_family(proposal: Proposal, slots: list[Slot], *, but: Iterable[Proposal]) -> None:
    """Raises FamilyElsewhere. The proposals in `but` are about to move as well."""
    homes = queries.homes_of_proposal(proposal)
    others = [p for p in queries.proposals_of(proposal.round_id) if p.times and p not in (proposal, *but)]
    busy = [
        (p.slots[0].starts_at, p.slots[-1].ends_at) for p in others
        if set(homes).intersection(queries.homes_of_proposal(p))
    ]  # fmt: skip
    if clashes(slots[0].starts_at, slots[-1].ends_at, [*busy, *queries.in_the_way(homes, []).busy]):
        raise FamilyElsewhere


def _check_teachers(proposal: Proposal, slots: list[Slot], *, now: datetime) -> None:
    """A teacher of two classes is with one family at a time. Raises TeacherElsewhere."""
    starts_at, ends_at = slots[0].starts_at, slots[-1].ends_at
    busy = queries.busy_in_plan(proposal.round_id, proposal.class_id, now=now)
    who = next((person for span, person in busy if clashes(starts_at, ends_at, [span])), None)
    if who is not None:
        raise TeacherElsewhere(who)


def _give(places: dict[Proposal, list[Slot]]) -> None:
    for each in places:
        each.times.clear()
    db.session.flush()
    for each, slots in places.items():
        each.times.extend(ProposedTime(slot=slot) for slot in slots)
        each.is_locked, each.why = True, None
    db.session.flush()
