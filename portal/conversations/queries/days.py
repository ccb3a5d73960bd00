"""What is left of one day of a teacher team, the times near a moment, and whether a time ever was a family's."""

from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import selectinload

from portal import i18n
from portal.conversations.models import AlsoTaken, Booking, RoundClass, Slot, SlotOffer
from portal.db import db
from portal.school.models import Household

# Longer than any time is.
NEAR = timedelta(hours=4)


def row_of(slot: Slot) -> RoundClass:
    """The class in the round that a time belongs to."""
    query = select(RoundClass).where(RoundClass.round_id == slot.round_id, RoundClass.class_id == slot.class_id)
    return db.session.scalars(query).one()


def rest_of_day(slot: Slot, *, now: datetime) -> list[tuple[Slot, Booking | None]]:
    """The team's times on the day of this one that did not start yet, of all its rounds, each with who begins then."""
    day = i18n.local_date(slot.starts_at)
    begins, ends = i18n.at_school(day), i18n.at_school(day + timedelta(days=1))
    of_day = select(Slot).where(Slot.class_id == slot.class_id, Slot.starts_at >= begins, Slot.starts_at < ends)
    slots = list(db.session.scalars(of_day.where(Slot.starts_at > now).order_by(Slot.starts_at, Slot.id)))
    held = select(Booking).where(Booking.slot_id.in_([each.id for each in slots]), Booking.cancelled_at.is_(None))
    with_homes = held.options(selectinload(Booking.household).selectinload(Household.guardians))
    bookings = {booking.slot_id: booking for booking in db.session.scalars(with_homes)}
    return [(each, bookings.get(each.id)) for each in slots]


def spans_near(class_id: int, moment: datetime) -> list[tuple[datetime, datetime]]:
    """From when until when the team's times around a moment are, of all its rounds."""
    query = select(Slot.starts_at, Slot.ends_at).where(
        Slot.class_id == class_id, Slot.starts_at > moment - NEAR, Slot.starts_at < moment + NEAR
    )
    return [(starts_at, ends_at) for starts_at, ends_at in db.session.execute(query)]


def was_ever_held(slot: Slot) -> bool:
    """Whether a conversation was ever booked at this time, or it was ever held for a family."""
    booked = exists().where(Booking.slot_id == slot.id)
    goes_on, offered = exists().where(AlsoTaken.slot_id == slot.id), exists().where(SlotOffer.slot_id == slot.id)
    return bool(db.session.scalar(select(or_(booked, goes_on, offered))))


def has_history(row: RoundClass) -> bool:
    """Whether a conversation was ever booked with this team in this round, for whoever it was."""
    query = select(Booking.id).where(Booking.round_id == row.round_id, Booking.class_id == row.class_id)
    return db.session.scalar(query.limit(1)) is not None
