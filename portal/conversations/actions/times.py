"""Single times of a team: kept for some families, in a room of their own, added off the grid, and removed."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import by_hand, changes, locks, waiting
from portal.conversations.actions.refusals import FamilyHadIt, NoTimes, RoundOver, SlotOffered, SlotTaken, TimesOverlap
from portal.conversations.actions.rounds import add_times
from portal.conversations.models import RoundClass, Slot
from portal.conversations.rules import Stage, clashes
from portal.db import db
from portal.school.models import Person


def keep_for_some(slot: Slot, by: Person, *, now: datetime) -> None:
    """Keep a free time for families that were not reached yet or need an interpreter. Twice is once.

    Raises SlotTaken when a family holds it, SlotOffered when it is held for one that waits.
    """
    locks.locked_is_blocked(slot)
    if slot.is_reserved:
        return
    _only_free(slot)
    slot.is_reserved = True
    audit.did(by, "time kept for some", slot, now=now)


def release(slot: Slot, by: Person, *, now: datetime) -> None:
    """A kept time is for every family again, first for one that waits. Twice is once."""
    locks.locked_is_blocked(slot)
    if not slot.is_reserved:
        return
    slot.is_reserved = False
    audit.did(by, "time for all again", slot, now=now)
    waiting.offer_freed(slot, now=now)


def add_time(row: RoundClass, by: Person, starts_at: datetime, *, minutes: int, where: str, now: datetime) -> Slot:
    """One time more, also off the grid; held for who waits, if anybody does.

    Raises NoTimes when it is past, RoundOver, or TimesOverlap when the team has a time then already.
    """
    if starts_at <= now:
        raise NoTimes
    if row.round.stage(now) in (Stage.DRAFT, Stage.DONE):
        raise RoundOver
    # Two who add overlapping times at once do it one after the other.
    locks.lock_class(row.class_id)
    ends_at = starts_at + timedelta(minutes=minutes)
    if clashes(starts_at, ends_at, queries.spans_near(row.class_id, starts_at)):
        raise TimesOverlap
    (slot,) = add_times(row.round, row.class_id, [starts_at], minutes=minutes)
    slot.where = where
    audit.did(by, "time added", slot, now=now)
    waiting.offer_freed(slot, now=now)
    return slot


def remove_time(slot: Slot, by: Person, *, now: datetime) -> None:
    """A free time goes. Raises SlotTaken, SlotOffered, or FamilyHadIt: keep it free instead."""
    locks.locked_is_blocked(slot)
    _only_free(slot)
    if queries.was_ever_held(slot):
        raise FamilyHadIt
    audit.did(by, "time removed", slot, now=now)
    by_hand.take_out(slot)
    db.session.execute(delete(Slot).where(Slot.id == slot.id))


def set_room(slot: Slot, where: str, by: Person, *, now: datetime) -> None:
    """Where this time is; empty is where the round is. A family that holds it is told, and its calendar changes."""
    booking = queries.holder_of(slot)
    if booking is not None:
        locks.lock_booking(booking)
    locks.locked_is_blocked(slot)
    before = slot.room
    slot.where = "" if where == slot.round.where else where
    if slot.room == before:
        return
    audit.did(by, "room changed", slot, now=now)
    if booking is not None and booking.cancelled_at is None and booking.slot_id == slot.id:
        booking.sequence += 1
        changes.note_moved(booking, slot.starts_at, by, now=now)


def _only_free(slot: Slot) -> None:
    if queries.holder_of(slot) is not None:
        raise SlotTaken([])
    if queries.is_spoken_for(slot):
        raise SlotOffered
