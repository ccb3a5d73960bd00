"""Conversations with an interpreter: the list for who sends one, and times beside others in the same language."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, InterpreterReminder, Slot
from portal.conversations.queries.claims import claim_to
from portal.conversations.queries.families import names_of_teams
from portal.conversations.queries.in_the_way import in_the_way
from portal.conversations.queries.slots import bookable, end_of, times_of
from portal.conversations.rules import Interpreter, clashes
from portal.db import db

# Another talk that begins or ends within so long of it is beside it.
BESIDE = timedelta(minutes=10)
ARRANGED = (Interpreter.SCHOOL, Interpreter.PHONE)


@dataclass(frozen=True)
class Interpreted:
    """A conversation for which the school arranges an interpreter, and with whom."""

    booking: Booking
    team: str


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

    None while it has such a time already.
    """
    if booking.interpreter is not Interpreter.SCHOOL:
        return []
    others = [
        (b.slot.starts_at, b.ends_at)
        for b in _coming(now, Booking.interpreter == Interpreter.SCHOOL)
        if b.id != booking.id and _folded(b) == _folded(booking)
    ]
    if _is_beside(booking.slot.starts_at, booking.ends_at, others):
        return []
    claim = claim_to(booking.slot, booking.household_id, Interpreter.SCHOOL, now=now)
    times = times_of(booking.round_id, booking.class_id, since=now)
    busy = in_the_way([booking.household_id], []).busy_but(booking.id)
    found = []
    for slot in bookable(times, claim, booking.minutes, now=now):
        ends_at = end_of(slot, booking.minutes)
        if _is_beside(slot.starts_at, ends_at, others) and not clashes(slot.starts_at, ends_at, busy):
            found.append(slot)
    return found[:3]


def _is_beside(starts_at: datetime, ends_at: datetime, others: list[tuple[datetime, datetime]]) -> bool:
    return any(
        timedelta(0) <= start - ends_at <= BESIDE or timedelta(0) <= starts_at - end <= BESIDE for start, end in others
    )


def _folded(booking: Booking) -> str:
    return booking.interpreter_language.strip().casefold()
