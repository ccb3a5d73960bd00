"""Single times and bookings: where a round stands, who holds what, and what is free near it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from portal.conversations.models import AlsoTaken, Booking, Round, Slot, SlotOffer
from portal.conversations.rules import (
    Dates,
    Stage,
    Standing,
    begins_for,
    clashes,
    is_bookable,
    is_kept,
    is_wishing,
    may_choose,
    nearest,
    stage_of,
)
from portal.db import db
from portal.school.models import Guardian, Guardianship


def stage(found: Round, *, now: datetime) -> Stage:
    """Where a round stands."""
    dates = Dates(found.head_start_at, found.opens_at, found.views_only_at, found.done_at)
    return stage_of(dates, state=found.state, now=now)


def is_choosing(found: Round, standing: Standing, *, now: datetime) -> bool:
    """Whether a family takes times of this round itself now."""
    if is_wishing(found.planning, wishes_until=found.wishes_until, now=now):
        return False
    return may_choose(stage(found, now=now), goes_first=standing.goes_first)


def is_open_for(slot: Slot, standing: Standing, *, now: datetime) -> bool:
    """Whether a family may have this time, if nobody has it: not blocked, in time, and not kept for others."""
    kept = is_kept(is_reserved=slot.is_reserved, reserved_until=slot.round.reserved_until, now=now)
    if kept and not standing.may_have_kept:
        return False
    lead = timedelta(hours=slot.round.lead_hours)
    return is_bookable(slot.starts_at, lead=lead, is_blocked=slot.is_blocked, now=now)


def is_of(household_ids: ColumnElement | int) -> ColumnElement[bool]:
    """Bookings that a household holds: its own, and the ones together with another home of a child it may see."""
    children = (
        select(Guardianship.pupil_id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Guardian.household_id == household_ids, Guardianship.has_access)
    )
    return or_(Booking.household_id == household_ids, and_(Booking.is_together, Booking.pupil_id.in_(children)))


_HELD_BY = (
    select(Booking)
    .join(Slot)
    .where(is_of(bindparam("household_id")), Booking.cancelled_at.is_(None))
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


def holder_of(slot: Slot) -> Booking | None:
    """The booking that holds a time, as its own or as one that a longer conversation goes on in."""
    goes_on = select(AlsoTaken.booking_id).where(AlsoTaken.slot_id == slot.id)
    query = select(Booking).where(or_(Booking.slot_id == slot.id, Booking.id.in_(goes_on)))
    return db.session.scalars(query.where(Booking.cancelled_at.is_(None))).first()


def is_spoken_for(slot: Slot) -> bool:
    """Whether somebody holds a time, or it is held for a family that waits."""
    return bool(db.session.scalar(select(is_held_now()).select_from(Slot).where(Slot.id == slot.id)))


def slot_of_same_team(booking: Booking, number: int) -> Slot | None:
    """A time of the round and team of this booking; None when the number is another's or nobody's."""
    slot = db.session.get(Slot, number) if 0 < number < 2**31 else None
    return slot if slot and (slot.round_id, slot.class_id) == (booking.round_id, booking.class_id) else None


def times_of(round_id: int, class_id: int, *, since: datetime) -> list[tuple[Slot, bool]]:
    """The times of a team from a moment on, in order, each with whether somebody has it."""
    query = select(Slot, is_held_now()).where(
        Slot.round_id == round_id, Slot.class_id == class_id, Slot.starts_at >= since
    )
    return [(slot, held) for slot, held in db.session.execute(query.order_by(Slot.starts_at, Slot.id))]


def nearest_free(
    slot: Slot, *, now: datetime, avoiding: Iterable[tuple[datetime, datetime]] = (), standing: Standing = Standing(),
    minutes: int | None = None,
) -> list[Slot]:  # fmt: skip
    """The three free times of the same team that are nearest to this one, for a conversation of so many minutes."""
    if not is_choosing(slot.round, standing, now=now):
        return []
    times = times_of(slot.round_id, slot.class_id, since=now)
    free = {each for each, is_held in times if not is_held and is_open_for(each, standing, now=now)}
    if minutes:
        free = begins_for([each for each, _held in times], free, timedelta(minutes=minutes))
    busy = list(avoiding)
    found = [each for each in free - {slot} if not clashes(each.starts_at, _end(each, minutes), busy)]
    return nearest(slot.starts_at, ((each.starts_at, each) for each in found))


def _end(slot: Slot, minutes: int | None) -> datetime:
    return slot.starts_at + timedelta(minutes=minutes) if minutes else slot.ends_at


def is_held_now() -> ColumnElement[bool]:
    """Whether a time is taken: by a conversation, by a longer one that goes on in it, or by an offer to who waits."""
    booked = exists().where(Booking.slot_id == Slot.id, Booking.cancelled_at.is_(None)).correlate(Slot)
    goes_on = exists().where(AlsoTaken.slot_id == Slot.id).correlate(Slot)
    offered = exists().where(SlotOffer.slot_id == Slot.id, SlotOffer.ended_at.is_(None)).correlate(Slot)
    return or_(booked, goes_on, offered)
