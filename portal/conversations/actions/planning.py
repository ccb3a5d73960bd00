"""Making a plan of what families can, with the worker."""

from collections.abc import Generator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal import audit, tasks
from portal.conversations import queries
from portal.conversations.models import Proposal, ProposedTime, Round, RoundPlan, Slot
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
    """The plan is booked and the families are told: conversations are moved one by one from now on."""


class NothingToPlan(Refusal):
    """Families have not begun to say when they can come, or choose their times themselves."""


def ask_for_plan(planned: Round, person: Person, *, now: datetime) -> Task:
    """Let the worker make the plan; asked twice before it is made, it is one. Raises NothingToPlan or PlanIsOut."""
    if not queries.can_be_planned(planned, now=now):
        raise NothingToPlan
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


def plan_for(asked: Round) -> RoundPlan:
    """The plan of a round, locked, and made empty when there is none yet; of two at once one makes it."""
    plan = locked_plan(asked.id)
    if plan is not None:
        return plan
    try:
        with db.session.begin_nested():
            plan = RoundPlan(round_id=asked.id, round=asked)
            db.session.add(plan)
    except IntegrityError:
        return db.session.scalars(_locked(asked.id)).one()
    return plan


def locked_plan(round_id: int) -> RoundPlan | None:
    """The plan of a round: until this transaction ends nobody makes it again, changes it by hand or publishes it."""
    return db.session.scalars(_locked(round_id)).first()


def _locked(round_id: int):
    query = select(RoundPlan).where(RoundPlan.round_id == round_id).with_for_update(of=RoundPlan)
    return query.execution_options(populate_existing=True)
