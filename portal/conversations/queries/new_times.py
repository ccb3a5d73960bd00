"""New times of a team that wait: which conversations stand outside them, and at which times the team can put those."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.conversations.models import Booking, NewTimes, RoundClass
from portal.conversations.models.rounds import Slot
from portal.conversations.queries.slots import slots_of, times_of
from portal.conversations.queries.week import TimeOfTeam, times_of_team
from portal.conversations.rules import begins_for, is_inside
from portal.db import db


def waiting_times(row: RoundClass) -> NewTimes | None:
    """The new times of a team that do not hold yet."""
    query = select(NewTimes).where(NewTimes.row_id == row.id, NewTimes.ended_at.is_(None))
    return db.session.scalars(query).first()


def rows_that_wait(class_ids: list[int]) -> set[int]:
    """The teams of these classes, by round and class, whose new times do not hold yet."""
    query = select(NewTimes.row_id).join(RoundClass, RoundClass.id == NewTimes.row_id)
    return set(db.session.scalars(query.where(NewTimes.ended_at.is_(None), RoundClass.class_id.in_(class_ids))))


def all_that_wait() -> list[NewTimes]:
    """Every team's, the oldest first."""
    return list(db.session.scalars(select(NewTimes).where(NewTimes.ended_at.is_(None)).order_by(NewTimes.id)))


def to_come(row: RoundClass, *, now: datetime) -> list[TimeOfTeam]:
    """The times of a team that have not begun, in order, with who has each."""
    return [each for each in times_of_team(row, now=now) if each.starts_at > now]


def outside(waiting: NewTimes, *, now: datetime) -> list[Booking]:
    """The conversations to come that do not lie in the new windows, by time."""
    held = dict.fromkeys(each.booking for each in to_come(waiting.row, now=now) if each.booking)
    return [each for each in held if not is_inside(each.slot.starts_at, each.ends_at, waiting.windows)]


def held_back(round_id: int, class_id: int) -> set[int]:
    """The new times that only conversations outside them can have until they hold."""
    query = select(NewTimes.added).join(RoundClass, RoundClass.id == NewTimes.row_id)
    query = query.where(RoundClass.round_id == round_id, RoundClass.class_id == class_id, NewTimes.ended_at.is_(None))
    return {number for added in db.session.scalars(query) for number in added}


def times_for(booking: Booking, *, now: datetime) -> list[Slot]:
    """The times at which a conversation can begin instead: nobody else has what it takes there, kept ones too."""
    mine = {slot.id for slot in slots_of(booking)}
    new = held_back(booking.round_id, booking.class_id)
    times = times_of(booking.round_id, booking.class_id, since=now)
    is_free = [
        slot.starts_at > now and (not slot.is_blocked or slot.id in new) and (not held or slot.id in mine)
        for slot, held in times
    ]
    if booking.minutes:
        spans = [(slot.starts_at, slot.ends_at) for slot, _held in times]
        is_free = begins_for(spans, is_free, timedelta(minutes=booking.minutes))
    pairs = zip(times, is_free, strict=True)
    return [slot for (slot, _held), free in pairs if free and slot.id != booking.slot_id]
