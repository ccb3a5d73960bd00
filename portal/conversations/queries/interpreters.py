"""Conversations with an interpreter: the list for who sends one, and times beside others in the same language."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, InterpreterReminder, Proposal, ProposedTime, Slot
from portal.conversations.queries.families import names_of_teams
from portal.conversations.queries.slots import is_held_now, times_held_by
from portal.conversations.queries.wishes import plan_of
from portal.conversations.rules import Interpreter, Planning, clashes, is_bookable
from portal.db import db

# Another talk that begins or ends within so long of it is beside it.
BESIDE = timedelta(minutes=10)
ARRANGED = (Interpreter.SCHOOL, Interpreter.PHONE)


@dataclass(frozen=True)
class Interpreted:
    """A conversation for which the school arranges an interpreter, and with whom."""

    booking: Booking
    team: str

    @property
    def minutes(self) -> int:
        return int((self.booking.slot.ends_at - self.booking.slot.starts_at).total_seconds() // 60)

    @property
    def is_short(self) -> bool:
        """Whether it has fewer minutes than the round gives a conversation with an interpreter."""
        return self.minutes < self.booking.slot.round.interpreter_minutes


def interpreted(*, now: datetime) -> list[Interpreted]:
    """What the school arranges an interpreter for from now on: by language, then by time."""
    held = _coming(now, Booking.interpreter.in_(ARRANGED))
    teams = names_of_teams(booking.class_id for booking in held)
    rows = [Interpreted(booking, teams[booking.class_id]) for booking in held]
    return sorted(rows, key=lambda row: (_folded(row.booking), row.booking.slot.starts_at, row.booking.id))


def to_remind(*, now: datetime, ahead: timedelta) -> list[Booking]:
    """Conversations with an interpreter that are near, of which the family was not asked yet whether it comes."""
    asked = exists().where(
        InterpreterReminder.booking_id == Booking.id, InterpreterReminder.sequence == Booking.sequence
    )
    return _coming(now, Booking.interpreter != Interpreter.NONE, Slot.starts_at <= now + ahead, ~asked)


def _coming(now: datetime, *that: ColumnElement[bool]) -> list[Booking]:
    query = select(Booking).join(Slot, Slot.id == Booking.slot_id).where(Booking.cancelled_at.is_(None), *that)
    query = query.where(Slot.starts_at > now).options(joinedload(Booking.slot).joinedload(Slot.school_class))
    return list(db.session.scalars(query.order_by(Slot.starts_at, Booking.id)).unique())


def times_beside(booking: Booking, *, now: datetime) -> list[Slot]:
    """The three first free times of this team that are beside another conversation in the same language, of any team.

    None while it has such a time already, or while the school plans the round.
    """
    if booking.interpreter is not Interpreter.SCHOOL or _is_planned(booking):
        return []
    others = [
        (b.slot.starts_at, b.slot.ends_at) for b in _coming(now, Booking.interpreter == Interpreter.SCHOOL)
        if b.id != booking.id and _folded(b) == _folded(booking)
    ]  # fmt: skip
    if _is_beside(booking.slot, others):
        return []
    busy = [(h.starts_at, h.ends_at) for h in times_held_by(booking.household_id) if h.booking_id != booking.id]
    free = select(Slot).where(Slot.round_id == booking.round_id, Slot.class_id == booking.class_id, ~is_held_now())
    free = free.where(~Slot.is_blocked, ~_is_proposed()).order_by(Slot.starts_at, Slot.id)
    fitting = [s for s in db.session.scalars(free) if _is_open(s, now) and not clashes(s.starts_at, s.ends_at, busy)]
    return [slot for slot in fitting if _is_beside(slot, others)][:3]


def _is_planned(booking: Booking) -> bool:
    if booking.slot.round.planning is not Planning.WISHES:
        return False
    plan = plan_of(booking.round_id)
    return plan is None or plan.published_at is None


def _is_proposed() -> ColumnElement[bool]:
    waiting = exists().where(ProposedTime.slot_id == Slot.id, Proposal.id == ProposedTime.proposal_id)
    return waiting.correlate(Slot)


def _is_open(slot: Slot, now: datetime) -> bool:
    return is_bookable(slot.starts_at, state=slot.round.state, is_blocked=slot.is_blocked, now=now)


def _is_beside(slot: Slot, others: list[tuple[datetime, datetime]]) -> bool:
    return any(
        timedelta(0) <= start - slot.ends_at <= BESIDE or timedelta(0) <= slot.starts_at - end <= BESIDE
        for start, end in others
    )


def _folded(booking: Booking) -> str:
    return booking.interpreter_language.strip().casefold()
