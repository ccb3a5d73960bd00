"""Noting that a booking changed, and the job that tells both sides: whoever books does not wait for three letters."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from portal.conversations.actions import telling
from portal.conversations.models import Booking, BookingChange
from portal.conversations.rules import What, sum_of
from portal.db import db, kept, rows_changed, transaction
from portal.school.models import Person

# A worker that was killed, or broke on one, leaves it for so long; the others are told meanwhile.
LEASE = timedelta(seconds=60)

_OF_BOOKING = select(BookingChange).where(BookingChange.booking_id == bindparam("booking_id")).with_for_update()


def note_booked(booking: Booking, by: Person, *, now: datetime) -> None:
    """A booking that is new: nobody heard of it yet."""
    kept(BookingChange, booking_id=booking.id, what=What.BOOKED, by_id=by.id, due_at=now)


def note_moved(booking: Booking, was_at: datetime, by: Person, *, now: datetime) -> None:
    """A booking has another time than both sides know."""
    _note(booking, What.MOVED, by, was_at=was_at, reason="", now=now)


def note_changed(booking: Booking, by: Person, *, now: datetime) -> None:
    """A booking is at its time, but lasts longer or shorter, or has another interpreter."""
    _note(booking, What.CHANGED, by, was_at=None, reason="", now=now)


def note_cancelled(booking: Booking, by: Person, *, reason: str, now: datetime) -> None:
    """A booking is no more; when nobody heard of it yet, nobody has to."""
    _note(booking, What.CANCELLED, by, was_at=None, reason=reason, now=now)


def _note(
    booking: Booking, what: What, by: Person, *, was_at: datetime | None, reason: str, now: datetime
) -> None:  # fmt: skip
    before = db.session.scalars(_OF_BOOKING, {"booking_id": booking.id}).first()
    told = sum_of(before.what if before else None, what)
    if told is None:
        db.session.delete(before)
        return
    change = before or BookingChange(booking_id=booking.id, was_at=was_at)
    change.what, change.by_id, change.reason, change.due_at = told, by.id, reason, now
    db.session.add(change)


def tell_one(now: datetime) -> bool:
    """Job: tell both sides of the oldest change. Returns whether there was one."""
    number = _claim(now)
    if number is None:
        return False
    with transaction() as session:
        change = session.scalars(select(BookingChange).where(BookingChange.id == number).with_for_update()).first()
        # Cancelled a moment ago, before anybody heard of it.
        if change is not None:
            _tell(change, now)
            session.delete(change)
    return True


def tell_of(bookings: list[Booking], *, now: datetime) -> None:
    """Tell of these now, in this transaction: they are about to be erased."""
    numbers = [booking.id for booking in bookings]
    for change in db.session.scalars(select(BookingChange).where(BookingChange.booking_id.in_(numbers))).all():
        _tell(change, now)
        db.session.delete(change)


def _claim(now: datetime) -> int | None:
    oldest = select(BookingChange.id).where(BookingChange.due_at <= now)
    oldest = oldest.order_by(BookingChange.due_at, BookingChange.id).limit(1)
    with transaction() as session:
        number = session.scalar(oldest.with_for_update(skip_locked=True))
        one = update(BookingChange).where(BookingChange.id == number, BookingChange.due_at <= now)
        return number if number is not None and rows_changed(one.values(due_at=now + LEASE)) else None


def _tell(change: BookingChange, now: datetime) -> None:
    booking = change.booking
    if change.what is What.BOOKED:
        telling.tell_booked(booking, now=now)
    elif change.what is What.CHANGED:
        telling.tell_changed(booking, now=now)
    elif change.what is What.MOVED:
        telling.tell_moved(booking, change.was_at or booking.slot.starts_at, now=now)
    else:
        telling.tell_cancelled(booking, change.by, reason=change.reason, now=now)
