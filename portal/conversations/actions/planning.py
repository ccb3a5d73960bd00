"""Making a plan with the worker, and changing it by hand: move, swap two, lock."""

from collections.abc import Generator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal import audit, tasks
from portal.conversations import queries
from portal.conversations.actions.wishes import plan_for
from portal.conversations.models import Proposal, ProposedTime, Round, Slot
from portal.conversations.queries.planning import About, ToPlan
from portal.conversations.rules.planner import Plan, plan
from portal.conversations.rules.wishes import Why
from portal.db import Refusal, db, reading, transaction
from portal.school.models import Person
from portal.tasks import Asked, Task

PLAN = "conversation plan"
# So many small steps of the planner are one piece of the worker's: a few hundredths of a second.
STEPS = 20

Work = Generator[tuple[int, int], None, dict]


class PlanIsOut(Refusal):
    """The families have the plan: conversations are moved one by one from now on."""


class TimeNotFree(Refusal):
    """Another conversation has this time, in the plan or booked."""


class CannotSwap(Refusal):
    """The two have different numbers of times, or one of them has none."""


def ask_for_plan(planned: Round, person: Person, *, now: datetime) -> Task:
    """Let the worker make the plan; asked twice before it is made, it is one. Raises PlanIsOut."""
    made = plan_for(planned)
    if made.published_at is not None:
        raise PlanIsOut
    waiting = db.session.get(Task, made.task_id) if made.task_id else None
    if waiting is not None and not waiting.is_over:
        return waiting
    task = tasks.start(person, PLAN, {"round": planned.id, "at": now.isoformat()}, now=now)
    made.task_id = task.id
    audit.did(person, "plan made", planned, now=now)
    return task


def make_plan(asked: Asked) -> Work:
    """Task: plan a round. Only looks, until the whole plan is kept at once; done twice, the later one is the plan."""
    now = datetime.fromisoformat(asked.asked["at"])
    with reading() as session:
        work = queries.to_plan(session.get_one(Round, asked.asked["round"]), now=now)
    steps, number = plan(work.problem), 0
    while True:
        try:
            progress = next(steps)
        except StopIteration as end:
            made: Plan = end.value
            break
        number += 1
        if number % STEPS == 0:
            yield progress
    with transaction() as session:
        _keep(session.get_one(Round, asked.asked["round"]), work, made, now=now)
    return {"placed": len(made.placed), "without": len(made.why)}


def _keep(planned: Round, work: ToPlan, made: Plan, *, now: datetime) -> None:
    kept = plan_for(planned)
    if kept.published_at is not None:
        return
    kept.made_at, share = now, made.share
    kept.asked, kept.met, kept.at_most = share.asked, share.met, share.at_most
    kept.rather, kept.rather_at_most = share.rather, share.rather_at_most
    locked = {_whose(p): p for p in queries.proposals_of(planned.id) if p.is_locked}
    older = select(Proposal.id).where(Proposal.round_id == planned.id, ~Proposal.is_locked)
    db.session.execute(delete(ProposedTime).where(ProposedTime.proposal_id.in_(older)))
    db.session.execute(delete(Proposal).where(Proposal.round_id == planned.id, ~Proposal.is_locked))
    talks = {talk.number: talk for talk in work.problem.talks}
    free = set(db.session.scalars(_still_free(planned.id)))
    for number, who in work.about.items():
        if (who.class_id, who.pupil_id, who.household_id) not in locked:
            db.session.add(_proposal(planned.id, who, made, number, free, work.problem.has_answered(talks[number])))
    db.session.flush()


def _whose(proposal: Proposal) -> tuple[int, int, int]:
    return proposal.class_id, proposal.pupil_id, proposal.household_id


def _still_free(round_id: int):
    """What is booked, blocked or locked in a plan while it was made is not given away again."""
    taken = select(ProposedTime.slot_id)
    query = select(Slot.id).where(Slot.round_id == round_id, ~Slot.is_blocked, Slot.id.not_in(taken))
    return query.where(~queries.is_held_now())


def _proposal(round_id: int, who: About, made: Plan, number: int, free: set[int], has_answered: bool) -> Proposal:
    slots = made.placed.get(number, ())
    is_free = bool(slots) and free.issuperset(slots)
    free.difference_update(slots)
    return Proposal(
        round_id=round_id, class_id=who.class_id, pupil_id=who.pupil_id, household_id=who.household_id,
        is_together=who.is_together, has_answered=has_answered,
        why=None if is_free else made.why.get(number, Why.TAKEN_MEANWHILE),
        times=[ProposedTime(slot_id=slot) for slot in slots] if is_free else [],
    )  # fmt: skip


def move(proposal: Proposal, slot: Slot, teacher: Person, *, now: datetime) -> None:
    """Give a proposal another free time of its team, and keep it there. Raises PlanIsOut or TimeNotFree."""
    _still_to_change(proposal)
    if slot.id not in {each.id for each in queries.free_times(proposal.round_id, proposal.class_id, now=now)}:
        raise TimeNotFree
    try:
        with db.session.begin_nested():
            proposal.times.clear()
            db.session.flush()
            proposal.times.append(ProposedTime(slot=slot))
    except IntegrityError as taken:
        db.session.refresh(proposal)
        raise TimeNotFree from taken
    proposal.is_locked, proposal.why = True, None
    audit.did(teacher, "proposal changed", proposal, now=now)


def swap_two(one: Proposal, other: Proposal, teacher: Person, *, now: datetime) -> None:
    """Let two proposals of one team change places, and keep them there. Raises PlanIsOut or CannotSwap."""
    _still_to_change(one)
    same_team = (one.round_id, one.class_id) == (other.round_id, other.class_id)
    if one is other or not same_team or not one.times or len(one.times) != len(other.times):
        raise CannotSwap
    first, second = one.slots, other.slots
    for each in (one, other):
        each.times.clear()
    db.session.flush()
    for each, slots in ((one, second), (other, first)):
        each.times.extend(ProposedTime(slot=slot) for slot in slots)
        each.is_locked = True
        audit.did(teacher, "proposal changed", each, now=now)
    db.session.flush()


def lock(proposal: Proposal, teacher: Person, *, now: datetime) -> None:
    """Planning again leaves it where it is. Raises PlanIsOut."""
    _still_to_change(proposal)
    proposal.is_locked = bool(proposal.times)
    audit.did(teacher, "proposal changed", proposal, now=now)


def unlock(proposal: Proposal, teacher: Person, *, now: datetime) -> None:
    """Planning again may move it. Raises PlanIsOut."""
    _still_to_change(proposal)
    proposal.is_locked = False
    audit.did(teacher, "proposal changed", proposal, now=now)


def _still_to_change(proposal: Proposal) -> None:
    made = queries.plan_of(proposal.round_id)
    if made is not None and made.published_at is not None:
        raise PlanIsOut
