"""A day of a team called off: a teacher is ill."""

from datetime import datetime

from portal import audit, i18n
from portal.conversations import queries
from portal.conversations.actions import locks, waiting
from portal.conversations.actions.booking import cancel
from portal.conversations.models import Booking, Slot
from portal.db import db
from portal.school.models import Person


def call_off_day(slot: Slot, by: Person, *, reason: str, now: datetime) -> int:
    """Cancel what is left of the day of this time, of all the team's rounds; returns how many were cancelled.

    No family can take its times again. Each is told, and chooses before others from then on. The reason is for the
    school alone: it is in nobody's message. A time that a family took this very moment stays theirs, and stands on
    the team's page; a second press cancels it too.
    """
    day = queries.rest_of_day(slot, now=now)
    held = sorted((booking for _slot, booking in day if booking is not None), key=lambda each: each.id)
    _lock(held, [each for each, _booking in day])
    # A family that cancelled or moved while this waited keeps what it has now.
    numbers = {each.id for each, _booking in day}
    held = [booking for booking in held if booking.cancelled_at is None and booking.slot_id in numbers]
    freed = [each for each, _booking in day if _is_free_after(each, held)]
    # Blocked before what is in them is cancelled: so nobody who waits is offered a time of this day.
    for each in freed:
        each.is_blocked = True
    waiting.withdraw(freed, now=now)
    for booking in held:
        cancel(booking, by, now=now)
        waiting.wait_first(booking, by, now=now)
    if held or freed:
        detail = {"day": [None, i18n.local_date(slot.starts_at).isoformat()], "reason": [None, reason]}
        audit.did(by, "day called off", queries.row_of(slot), now=now, detail=detail)
    return len(held)


def _lock(held: list[Booking], slots: list[Slot]) -> None:
    for booking in held:
        locks.lock_booking(booking)
    homes = {booking.household_id for booking in held}
    homes |= {home for booking in held if booking.is_together for home in queries.homes_of(booking.pupil_id)}
    locks.lock_all(homes, [slot.id for slot in slots])
    db.session.flush()


def _is_free_after(slot: Slot, cancelled: list[Booking]) -> bool:
    holder = queries.holder_of(slot)
    return not slot.is_blocked and (holder is None or holder in cancelled)
