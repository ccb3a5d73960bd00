"""Single times and bookings: who holds what, and what is free near it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select

from portal.conversations.models import Booking, Slot
from portal.conversations.rules import Stage, clashes, nearest
from portal.db import db

_HELD_BY = (
    select(Booking)
    .join(Slot)
    .where(Booking.household_id == bindparam("household_id"), Booking.cancelled_at.is_(None))
    .order_by(Slot.starts_at, Booking.id)
)


def held_by(household_id: int) -> list[Booking]:
    """Every conversation this household holds, by time."""
    return list(db.session.scalars(_HELD_BY, {"household_id": household_id}))


def next_of_pupil(pupil_id: int, *, now: datetime) -> list[Booking]:
    """The conversations to come about a pupil, of every household, by time: for the office."""
    query = select(Booking).join(Slot).where(Booking.pupil_id == pupil_id, Booking.cancelled_at.is_(None))
    query = query.where(Slot.ends_at > now).order_by(Slot.starts_at, Booking.id)
    return list(db.session.scalars(query))


class Held(NamedTuple):
    """A conversation that a household holds, as far as another one can be in its way."""

    booking_id: int
    pupil_id: int
    round_id: int
    class_id: int
    slot_id: int
    starts_at: datetime
    ends_at: datetime


_TIMES_HELD_BY = (
    select(Booking.id, Booking.pupil_id, Booking.round_id, Booking.class_id, Slot.id, Slot.starts_at, Slot.ends_at)
    .join(Slot, Slot.id == Booking.slot_id)
    .where(Booking.household_id == bindparam("household_id"), Booking.cancelled_at.is_(None))
    .order_by(Slot.starts_at, Booking.id)
)


def times_held_by(household_id: int) -> list[Held]:
    """When this household is taken, by time."""
    return [Held(*row) for row in db.session.execute(_TIMES_HELD_BY, {"household_id": household_id})]


def holder_of(slot: Slot) -> Booking | None:
    """The booking that holds a time."""
    return db.session.scalars(select(Booking).where(Booking.slot_id == slot.id, Booking.cancelled_at.is_(None))).first()


def slot_of_same_team(booking: Booking, number: int) -> Slot | None:
    """A time of the round and team of this booking; None when the number is another's or nobody's."""
    slot = db.session.get(Slot, number) if 0 < number < 2**31 else None
    return slot if slot and (slot.round_id, slot.class_id) == (booking.round_id, booking.class_id) else None


def nearest_free(slot: Slot, *, now: datetime, avoiding: Iterable[tuple[datetime, datetime]] = ()) -> list[Slot]:
    """The three free times of the same team that are nearest to this one."""
    busy = list(avoiding)
    free = select(Slot).where(
        Slot.round_id == slot.round_id, Slot.class_id == slot.class_id, Slot.id != slot.id, ~Slot.is_blocked,
        Slot.starts_at >= now + slot.round.lead, ~is_held_now(),
    )  # fmt: skip
    if slot.round.stage(now) not in (Stage.HEAD_START, Stage.OPEN):
        return []
    found = [s for s in db.session.scalars(free) if not clashes(s.starts_at, s.ends_at, busy)]
    return nearest(slot.starts_at, ((each.starts_at, each) for each in found))


def is_held_now():
    return exists().where(Booking.slot_id == Slot.id, Booking.cancelled_at.is_(None)).correlate(Slot)
