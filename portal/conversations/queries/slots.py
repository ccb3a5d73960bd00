"""Single times and bookings: who may have what, who holds what, and what is free near it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from portal.conversations.models import AlsoTaken, Booking, Slot, SlotOffer
from portal.conversations.rules import Claim, begins_for, clashes, is_bookable, is_kept, nearest
from portal.db import db
from portal.school import queries as school
from portal.school.models import Guardian, Guardianship, Person


def is_open_for(slot: Slot, claim: Claim, *, now: datetime) -> bool:
    """Whether a family may have this time, if nobody has it: not blocked, in time, and not kept for others."""
    found = slot.round
    kept = is_kept(is_reserved=slot.is_reserved, reserved_until=found.reserved_until, now=now)
    if (kept and not claim.may_have_kept) or found.is_wishing:
        return False
    return is_bookable(
        slot.starts_at, stage=found.stage(now), is_blocked=slot.is_blocked, now=now, lead=found.lead,
        goes_first=claim.goes_first,
    )  # fmt: skip


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


def slots_of(booking: Booking) -> list[Slot]:
    """The times that a conversation takes: its own, and the ones after it that a longer one goes on in."""
    if not booking.minutes:
        return [booking.slot]
    more = select(Slot).join(AlsoTaken, AlsoTaken.slot_id == Slot.id).where(AlsoTaken.booking_id == booking.id)
    return [booking.slot, *db.session.scalars(more.order_by(Slot.starts_at))]


def is_spoken_for(slot: Slot) -> bool:
    """Whether somebody holds a time, or it is held for a family that waits."""
    return bool(db.session.scalar(select(is_held_now()).select_from(Slot).where(Slot.id == slot.id)))


def slot_numbered(number: int) -> Slot | None:
    """The time with this number."""
    return db.session.get(Slot, number) if 0 < number < 2**31 else None


def slot_of_same_team(booking: Booking, number: int) -> Slot | None:
    """A time of the round and team of this booking; None when the number is another's or nobody's."""
    slot = slot_numbered(number)
    return slot if slot and (slot.round_id, slot.class_id) == (booking.round_id, booking.class_id) else None


def times_of(round_id: int, class_id: int, *, since: datetime) -> list[tuple[Slot, bool]]:
    """The times of a team from a moment on, in order, each with whether somebody has it."""
    query = select(Slot, is_held_now()).where(
        Slot.round_id == round_id, Slot.class_id == class_id, Slot.starts_at >= since
    )
    return [(slot, held) for slot, held in db.session.execute(query.order_by(Slot.starts_at, Slot.id))]


def nearest_free(
    slot: Slot, *, now: datetime, avoiding: Iterable[tuple[datetime, datetime]] = (), claim: Claim | None = None,
    minutes: int | None = None,
) -> list[Slot]:  # fmt: skip
    """The three free times of the same team that are nearest to this one, for a conversation of so many minutes."""
    mine = claim or Claim()
    times = times_of(slot.round_id, slot.class_id, since=now)
    free = bookable(times, mine, minutes, now=now)
    busy = list(avoiding)
    found = [each for each in free if each != slot and not clashes(each.starts_at, end_of(each, minutes), busy)]
    return nearest(slot.starts_at, ((each.starts_at, each) for each in found))


def bookable(times: list[tuple[Slot, bool]], claim: Claim, minutes: int | None, *, now: datetime) -> list[Slot]:
    """Of a team's times, in order and with whether somebody has each, those a family may take for so long."""
    is_free = [not is_held and is_open_for(slot, claim, now=now) for slot, is_held in times]
    if minutes:
        spans = [(slot.starts_at, slot.ends_at) for slot, _held in times]
        is_free = begins_for(spans, is_free, timedelta(minutes=minutes))
    return [slot for (slot, _held), free in zip(times, is_free, strict=True) if free]


def free_for_team(round_id: int, class_id: int, minutes: int | None, *, now: datetime) -> list[Slot]:
    """The times to come at which the team can book for a family, for so long: nobody has them, kept ones too."""
    times = [(slot, held or slot.is_blocked) for slot, held in times_of(round_id, class_id, since=now)]
    is_free = [not is_taken for _slot, is_taken in times]
    if minutes:
        spans = [(slot.starts_at, slot.ends_at) for slot, _taken in times]
        is_free = begins_for(spans, is_free, timedelta(minutes=minutes))
    return [slot for (slot, _taken), free in zip(times, is_free, strict=True) if free and slot.starts_at > now]


def end_of(slot: Slot, minutes: int | None) -> datetime:
    """When a conversation that begins at this time is over; without minutes it is as long as its time."""
    return slot.starts_at + timedelta(minutes=minutes) if minutes else slot.ends_at


def is_held_now() -> ColumnElement[bool]:
    """Whether a time is taken: by a conversation, by a longer one that goes on in it, or by an offer to who waits."""
    booked = exists().where(Booking.slot_id == Slot.id, Booking.cancelled_at.is_(None)).correlate(Slot)
    goes_on = exists().where(AlsoTaken.slot_id == Slot.id).correlate(Slot)
    offered = exists().where(SlotOffer.slot_id == Slot.id, SlotOffer.ended_at.is_(None)).correlate(Slot)
    return or_(booked, goes_on, offered)


def coming_of(guardian: Person, *, now: datetime) -> list[Booking]:
    """The conversations to come that a guardian's household holds about children whose pages they may open, by time."""
    held = held_by(guardian.guardian.household_id) if guardian.guardian else []
    return [each for each in held if each.ends_at > now and school.is_child_of(each.pupil_id, guardian)]
