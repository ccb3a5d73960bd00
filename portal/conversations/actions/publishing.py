"""Publishing a plan: each proposal becomes a booking, and its family is told. Who booked by hand is left alone."""

from collections.abc import Generator
from datetime import datetime
from secrets import token_hex

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal import audit, tasks
from portal.conversations import queries
from portal.conversations.actions import telling
from portal.conversations.actions.planning import PlanIsOut
from portal.conversations.actions.wishes import plan_for
from portal.conversations.models import Booking, Proposal, ProposedTime, Round, Slot
from portal.conversations.rules import Interpreter, clashes
from portal.conversations.rules.wishes import Why
from portal.db import Refusal, db, reading, transaction
from portal.school.models import Household, Person
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
    """Task: book one proposal after the other, each in a transaction of its own."""
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
    return {}


def _book(proposal: Proposal, by: Person, *, now: datetime) -> None:
    """A booking in the place of the proposal; or why it could not be, for whoever talks with the family."""
    slots, household_id = proposal.slots, proposal.household_id
    db.session.execute(select(Household.id).where(Household.id == household_id).with_for_update())
    why = _why_not(proposal, slots, now=now)
    booking = None if why else _held(proposal, slots, by, now=now)
    if booking is None:
        proposal.times.clear()
        proposal.why = why or Why.TAKEN_MEANWHILE
        return
    telling.tell_planned(booking, has_answered=proposal.has_answered, now=now)
    audit.did(by, "conversation booked", booking, now=now)
    db.session.delete(proposal)


def _why_not(proposal: Proposal, slots: list[Slot], *, now: datetime) -> Why | None:
    numbers = [slot.id for slot in slots]
    blocked = db.session.scalars(select(Slot.is_blocked).where(Slot.id.in_(numbers)).with_for_update()).all()
    if any(blocked) or any(queries.holder_of(slot) for slot in slots) or slots[0].starts_at <= now:
        return Why.TAKEN_MEANWHILE
    held = queries.times_held_by(proposal.household_id)
    if any(
        (h.round_id, h.class_id, h.pupil_id) == (proposal.round_id, proposal.class_id, proposal.pupil_id) for h in held
    ):
        return Why.BY_HAND
    busy = [(h.starts_at, h.ends_at) for h in held]
    return Why.FAMILY_BUSY if clashes(slots[0].starts_at, slots[-1].ends_at, busy) else None


def _held(proposal: Proposal, slots: list[Slot], by: Person, *, now: datetime) -> Booking | None:
    given = queries.wishes_of(proposal.round_id, proposal.household_id)
    booking = Booking(
        slot_id=slots[0].id, slot=slots[0], round_id=proposal.round_id, class_id=proposal.class_id,
        pupil_id=proposal.pupil_id, pupil=proposal.pupil, household_id=proposal.household_id,
        is_together=proposal.is_together,
        interpreter=given.interpreter if given else Interpreter.NONE,
        interpreter_language=given.interpreter_language if given else "",
        uid=f"{token_hex(16)}@samen", booked_by_id=by.id, booked_at=now,
    )  # fmt: skip
    try:
        # The unique index decides who was first, also against a family that books at this moment.
        with db.session.begin_nested():
            db.session.add(booking)
            db.session.flush()
            _make_one_time(proposal, slots)
    except IntegrityError:
        return None
    return booking


def _make_one_time(proposal: Proposal, slots: list[Slot]) -> None:
    """A longer conversation has one longer time; those after it are nobody's any more."""
    first, *others = slots
    if not others:
        return
    proposal.times.clear()
    db.session.flush()
    first.ends_at = others[-1].ends_at
    rest = [slot.id for slot in others]
    once_booked = set(db.session.scalars(select(Booking.slot_id).where(Booking.slot_id.in_(rest))))
    for slot in others:
        if slot.id not in once_booked:
            db.session.delete(slot)
    db.session.execute(update(Slot).where(Slot.id.in_(once_booked)).values(is_blocked=True))
    db.session.flush()
