"""The team gives a conversation another time, in one step."""

from datetime import datetime

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import changes, interpreters, locks, taking, waiting
from portal.conversations.actions.refusals import Happened, SlotClosed
from portal.conversations.models import Booking, Slot
from portal.conversations.queries.new_times import held_back
from portal.conversations.rules import Claim
from portal.db import db
from portal.school.models import Person


def move_for(booking: Booking, slot: Slot, by: Person, *, now: datetime) -> Booking:
    """Move it to another time of the same team, whatever the stage and the lead time; both sides are told.

    What became free is held for who waits. Raises Happened, SlotClosed, HouseholdBusy, SlotTaken or TeacherElsewhere;
    the booking then stays as it was.
    """
    locks.lock_booking(booking)
    if booking.slot_id == slot.id and booking.cancelled_at is None:
        return booking
    was, old = booking.slot, queries.slots_of(booking)
    need, claim = taking.need_again(booking, slot), Claim(goes_first=True, may_have_kept=True)
    blocked = taking.lock(need, also=[each.id for each in old])
    if booking.cancelled_at is not None or (slot.round_id, slot.class_id) != (booking.round_id, booking.class_id):
        raise SlotClosed([])
    if was.starts_at <= now:
        raise Happened
    if slot.starts_at <= now:
        raise SlotClosed([])
    way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
    kept = held_back(booking.round_id, booking.class_id)
    taking.check_free(need, way, blocked - kept, claim, but=booking.id, now=now)
    taking.check_teachers(need, held=booking)
    taking.hold_instead(booking, need, claim, now=now)
    _open(need)
    audit.did(by, "conversation moved", booking, now=now)
    changes.note_moved(booking, was.starts_at, by, now=now)
    interpreters.confirm_anew(booking, now=now)
    waiting.offer_all([each for each in old if each not in need.slots], now=now)
    return booking


def _open(need: taking.Need) -> None:
    """What was held back for it is a time like every other."""
    for each in need.slots:
        each.is_blocked = False
    db.session.flush()
