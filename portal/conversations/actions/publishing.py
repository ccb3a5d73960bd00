"""Publishing a plan: each proposal becomes a booking, and its family is told. Who booked by hand is left alone."""

from collections.abc import Generator
from datetime import datetime

from sqlalchemy import select

from portal import audit, tasks
from portal.conversations import queries
from portal.conversations.actions.booking import book_for
from portal.conversations.actions.planning import PlanIsOut, plan_for
from portal.conversations.actions.refusals import BookedAlready, CannotBook, HouseholdBusy
from portal.conversations.models import Proposal, ProposedTime, Round
from portal.conversations.rules import Wanted, clashes
from portal.conversations.rules.wishes import Why
from portal.db import Refusal, db, reading, transaction
from portal.school.models import Person
from portal.tasks import Asked, Task

PUBLISH = "conversation plan published"


class NothingPlanned(Refusal):
    """There is no proposal with a time."""


def publish(planned: Round, person: Person, *, now: datetime) -> Task:
    """From now on the plan stands: the worker books it and tells the families. Raises PlanIsOut or NothingPlanned."""
    made = plan_for(planned)
    if made.published_at is not None:
        raise PlanIsOut
    if not any(proposal.times for proposal in queries.proposals_of(planned.id)):
        raise NothingPlanned
    made.published_at = now
    task = tasks.start(person, PUBLISH, {"round": planned.id, "at": now.isoformat()}, now=now)
    made.task_id = task.id
    audit.did(person, "plan published", planned, now=now)
    return task


def book_plan(asked: Asked) -> Generator[tuple[int, int], None, dict]:
    """Task: book one proposal after the other, each in a transaction of its own; then families choose and move."""
    now = datetime.fromisoformat(asked.asked["at"])
    with reading() as session:
        waiting = select(Proposal.id).join(ProposedTime).where(Proposal.round_id == asked.asked["round"])
        numbers = list(session.scalars(waiting.distinct().order_by(Proposal.id)))
    for done, number in enumerate(numbers, start=1):
        with transaction() as session:
            proposal = session.get(Proposal, number)
            if proposal is not None and proposal.times:
                _book(proposal, session.get_one(Person, asked.person_id), now=now)
        yield done, len(numbers)
    with transaction() as session:
        planned = session.get_one(Round, asked.asked["round"])
        _part_teams(planned, now=now)
        planned.plan_out_at = now
    return {}


def _part_teams(planned: Round, *, now: datetime) -> None:
    """From now on families choose: a free time is kept free when a teacher receives families of another class then."""
    classes = [row.class_id for row in queries.classes_in(planned)]
    apart = queries.colleagues_of(classes)
    times = [(slot, held) for number in classes for slot, held in queries.times_of(planned.id, number, since=now)
             if apart[number] and (held or not slot.is_blocked)]  # fmt: skip
    kept = [slot for slot, is_held in times if is_held]
    for slot, is_held in times:
        others = [(each.starts_at, each.ends_at) for each in kept if each.class_id in apart[slot.class_id]]
        if not is_held and clashes(slot.starts_at, slot.ends_at, others):
            slot.is_blocked = True
        elif not is_held:
            kept.append(slot)


def _book(proposal: Proposal, by: Person, *, now: datetime) -> None:
    """A booking in the place of the proposal; or why it could not be, for whoever talks with the family."""
    child = queries.child_in_round(proposal.round_id, proposal.class_id, proposal.pupil_id)
    why = None
    if child is None or child.wanted is not Wanted.NOT_NEEDED:
        why = _why_not_booked(proposal, by, now=now)
    if why is None:
        db.session.delete(proposal)
        return
    proposal.times.clear()
    proposal.is_locked, proposal.why = False, why


def _why_not_booked(proposal: Proposal, by: Person, *, now: datetime) -> Why | None:
    interpreter, language = queries.interpreter_for(proposal)
    try:
        book_for(
            proposal.slots[0], proposal.pupil, proposal.household, by, interpreter=interpreter,
            interpreter_language=language, now=now,
        )  # fmt: skip
    except BookedAlready:
        return Why.BY_HAND
    except HouseholdBusy:
        return Why.FAMILY_BUSY
    except CannotBook:
        return Why.TAKEN_MEANWHILE
    return None
