"""Booking, swapping and cancelling conversations."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import changes
from portal.conversations.actions.locks import lock_booking, locked
from portal.conversations.actions.refusals import BookedAlready, HouseholdBusy, SlotClosed, SlotTaken
from portal.conversations.models import Booking, Slot
from portal.conversations.rules import Meet, Stage, clashes, is_bookable
from portal.db import db
from portal.school.models import Person, Pupil


def book(slot: Slot, pupil: Pupil, guardian: Person, *, meet: Meet = Meet.SCHOOL, now: datetime) -> Booking:
    """Take a time for a child and the guardian's household; both sides are told.

    The same press twice is one booking. Raises SlotTaken, SlotClosed, HouseholdBusy or BookedAlready.
    """
    household_id, is_blocked = locked(guardian, slot)
    held = queries.times_held_by(household_id)
    for other in held:
        if (other.pupil_id, other.round_id, other.class_id) == (pupil.id, slot.round_id, slot.class_id):
            if other.slot_id == slot.id:
                return db.session.get_one(Booking, other.booking_id)
            raise BookedAlready
    _check(slot, household_id, held, is_blocked=is_blocked, now=now)
    booking = Booking(
        slot_id=slot.id, round_id=slot.round_id, class_id=slot.class_id, pupil_id=pupil.id, household_id=household_id,
        meet=meet, uid=f"{secrets.token_hex(16)}@samen", booked_by_id=guardian.id, booked_at=now,
        slot=slot, pupil=pupil,
    )  # fmt: skip
    with _unless_somebody_was_first(slot, now=now):
        db.session.add(booking)
    changes.note_booked(booking, guardian, now=now)
    audit.did(guardian, "conversation booked", booking, now=now)
    return booking


def swap(booking: Booking, slot: Slot, guardian: Person, *, now: datetime) -> Booking:
    """Move a conversation to another time of the same team, in one step: the old time is free when the new one is held.

    Raises SlotTaken, SlotClosed or HouseholdBusy; the booking then stays as it was.
    """
    lock_booking(booking)
    household_id, is_blocked = locked(guardian, slot)
    if booking.cancelled_at is not None or (slot.round_id, slot.class_id) != (booking.round_id, booking.class_id):
        raise SlotClosed(queries.nearest_free(slot, now=now))
    if booking.slot_id == slot.id:
        return booking
    held = [other for other in queries.times_held_by(household_id) if other.booking_id != booking.id]
    _check(slot, household_id, held, is_blocked=is_blocked, now=now)
    was_at = booking.slot.starts_at
    with _unless_somebody_was_first(slot, now=now):
        booking.slot_id, booking.slot = slot.id, slot
        booking.sequence += 1
    audit.did(guardian, "conversation moved", booking, now=now)
    changes.note_moved(booking, was_at, guardian, now=now)
    return booking


def cancel(booking: Booking, person: Person, *, reason: str = "", now: datetime) -> None:
    """Give a time back. Both sides are told, with the calendar item withdrawn. Twice is once."""
    lock_booking(booking)
    if booking.cancelled_at is not None:
        return
    booking.cancelled_at = now
    booking.sequence += 1
    audit.did(person, "conversation cancelled", booking, now=now)
    changes.note_cancelled(booking, person, reason=reason, now=now)


def _check(slot: Slot, household_id: int, held: list[queries.Held], *, is_blocked: bool, now: datetime) -> None:
    stage = slot.round.stage(now)
    goes_first = stage is Stage.HEAD_START and queries.goes_first(household_id, slot.round_id)
    if not is_bookable(
        slot.starts_at, stage=stage, is_blocked=is_blocked, now=now, lead=slot.round.lead, goes_first=goes_first
    ):
        raise SlotClosed(queries.nearest_free(slot, now=now))
    busy = [(other.starts_at, other.ends_at) for other in held]
    if clashes(slot.starts_at, slot.ends_at, busy):
        raise HouseholdBusy(queries.nearest_free(slot, now=now, avoiding=busy))


@contextmanager
def _unless_somebody_was_first(slot: Slot, *, now: datetime) -> Iterator[None]:
    # The unique index decides who was first; everything before it only says so kindly.
    slot_id = slot.id
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as collision:
        db.session.expire_all()
        raise SlotTaken(queries.nearest_free(db.session.get_one(Slot, slot_id), now=now)) from collision
