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
from portal.conversations.rules import Wanted
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
        session.get_one(Round, asked.asked["round"]).plan_out_at = now
    return {}


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
    proposal.why = why


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
