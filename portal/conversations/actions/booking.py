"""Booking, swapping and cancelling conversations."""

from collections.abc import Sequence
from datetime import datetime

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import changes, interpreters, locks, taking, waiting
from portal.conversations.actions.refusals import BookedAlready, Happened, SlotClosed, SlotTaken
from portal.conversations.actions.taking import Need
from portal.conversations.models import Booking, Slot, SlotOffer
from portal.conversations.queries import InTheWay
from portal.conversations.rules import Claim, Ending, Interpreter, Meet
from portal.db import db
from portal.school.models import Household, Person, Pupil


def book(
    slot: Slot, pupil: Pupil, guardian: Person, *, meet: Meet = Meet.SCHOOL,
    interpreter: Interpreter = Interpreter.NONE, interpreter_language: str = "", now: datetime,
) -> Booking:  # fmt: skip
    """Take a time for a child and the guardian's household; both sides are told.

    The same press twice is one booking. Raises SlotTaken, SlotClosed, HouseholdBusy, NotNeeded, InterpreterClosed or
    BookedAlready.
    """
    household_id = _home_of(guardian)
    taking.check_interpreter(slot, interpreter, now=now)
    need, blocked = _locked(slot, pupil, household_id, interpreter)
    way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
    before = _before(way, slot, pupil)
    if before is not None:
        return before
    claim = queries.claim_to(slot, household_id, interpreter, now=now)
    taking.check(need, way, blocked, claim, now=now)
    with_whom = {"interpreter": interpreter, "interpreter_language": interpreter_language}
    booking = taking.taken(need, pupil, household_id, guardian, claim, now=now, meet=meet, **with_whom)
    return _settled(booking, way, guardian, now=now)


def book_set(
    wanted: Sequence[tuple[Slot, Pupil]], guardian: Person, *, meet: Meet = Meet.SCHOOL,
    interpreter: Interpreter = Interpreter.NONE, interpreter_language: str = "", now: datetime,
) -> list[Booking]:  # fmt: skip
    """Take a time for each of several children: all of them or none. Raises as `book` does, also for a child twice."""
    household_id = _home_of(guardian)
    for slot, _pupil in wanted:
        taking.check_interpreter(slot, interpreter, now=now)
    needs = [taking.need_of(slot, pupil.id, household_id, interpreter) for slot, pupil in wanted]
    blocked = taking.lock(*needs)
    with_whom = {"interpreter": interpreter, "interpreter_language": interpreter_language}
    booked = []
    with db.session.begin_nested():
        for need, (slot, pupil) in zip(needs, wanted, strict=True):
            way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
            before = _before(way, slot, pupil)
            claim = queries.claim_to(slot, household_id, interpreter, now=now)
            if before is None:
                taking.check(need, way, blocked, claim, now=now)
                before = taking.taken(need, pupil, household_id, guardian, claim, now=now, meet=meet, **with_whom)
                _settled(before, way, guardian, now=now)
            booked.append(before)
    return booked


def book_for(
    slot: Slot, pupil: Pupil, household: Household, teacher: Person, *, interpreter: Interpreter = Interpreter.NONE,
    interpreter_language: str = "", now: datetime,
) -> Booking:  # fmt: skip
    """The team books for a family: whatever the stage and the lead time, on a free time that is not blocked.

    Raises SlotTaken, SlotClosed, HouseholdBusy or BookedAlready.
    """
    need, blocked = _locked(slot, pupil, household.id, interpreter)
    way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
    before = _before(way, slot, pupil)
    if before is not None:
        return before
    claim = Claim(goes_first=True, may_have_kept=True)
    if slot.starts_at <= now:
        raise SlotClosed(taking.instead_of(need, [], claim, now=now))
    taking.check_free(need, way, blocked, claim, now=now)
    taking.check_teachers(need)
    with_whom = {"interpreter": interpreter, "interpreter_language": interpreter_language}
    booking = taking.taken(need, pupil, household.id, teacher, claim, now=now, **with_whom)
    return _settled(booking, way, teacher, now=now)


def take(offer: SlotOffer, guardian: Person, *, now: datetime) -> Booking:
    """Book the time that is held for this family; twice is once.

    Raises SlotTaken when it is held for them no longer, SlotClosed, HouseholdBusy or BookedAlready.
    """
    if offer.ended_at is not None and offer.ending is not Ending.TAKEN:
        raise SlotTaken(queries.nearest_free(offer.slot, now=now))
    return book(offer.slot, offer.pupil, guardian, now=now)


def swap(booking: Booking, slot: Slot, guardian: Person, *, now: datetime) -> Booking:
    """Move a conversation to another time of the same team, in one step: the old time is free when the new one is held.

    What became free is held for who waits. Raises SlotTaken, SlotClosed, HouseholdBusy or Happened; the booking then
    stays as it was.
    """
    locks.lock_booking(booking)
    was, old = booking.slot, queries.slots_of(booking)
    need = taking.need_again(booking, slot)
    claim = queries.claim_to(slot, _home_of(guardian), booking.interpreter, now=now)
    # The times it leaves are locked with the ones it takes: two families that change places do not wait in a circle.
    blocked = taking.lock(need, also=[each.id for each in old])
    if booking.cancelled_at is None and was.starts_at <= now:
        raise Happened
    if booking.cancelled_at is not None or (slot.round_id, slot.class_id) != (booking.round_id, booking.class_id):
        raise SlotClosed(queries.nearest_free(slot, now=now, claim=claim))
    if booking.slot_id == slot.id:
        return booking
    way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
    taking.check(need, way, blocked, claim, but=booking.id, now=now)
    with taking.unless_somebody_was_first(need, claim, now=now):
        booking.slot_id, booking.slot = slot.id, slot
        booking.sequence += 1
        if booking.minutes:
            taking.hold_more(booking, need)
    audit.did(guardian, "conversation moved", booking, now=now)
    changes.note_moved(booking, was.starts_at, guardian, now=now)
    interpreters.confirm_anew(booking, now=now)
    waiting.offer_all([each for each in old if each not in need.slots], now=now)
    return booking


def cancel(booking: Booking, person: Person, *, reason: str = "", now: datetime) -> None:
    """Give a time back, which is held for who waits. Both sides are told, with the calendar item withdrawn.

    Twice is once. A team that wants the time for itself blocks it first. Raises Happened when it has begun.
    """
    locks.lock_booking(booking)
    if booking.cancelled_at is not None:
        return
    if booking.slot.starts_at <= now:
        raise Happened
    freed = queries.slots_of(booking)
    booking.cancelled_at = now
    booking.sequence += 1
    if booking.minutes:
        taking.let_go_of_more(booking)
    audit.did(person, "conversation cancelled", booking, now=now)
    changes.note_cancelled(booking, person, reason=reason, now=now)
    waiting.offer_all(freed, now=now)


def _home_of(guardian: Person) -> int:
    assert guardian.guardian is not None
    return guardian.guardian.household_id


def _locked(slot: Slot, pupil: Pupil, household_id: int, interpreter: Interpreter) -> tuple[Need, set[int]]:
    if interpreter is Interpreter.NONE or not slot.round.interpreter_minutes:
        is_blocked = locks.locked_both(household_id, slot, pupil.id)
        if is_blocked is not None:
            return taking.plain(slot, household_id), {slot.id} if is_blocked else set()
    need = taking.need_of(slot, pupil.id, household_id, interpreter)
    return need, taking.lock(need)


def _before(way: InTheWay, slot: Slot, pupil: Pupil) -> Booking | None:
    """The conversation that this press made a moment ago. Raises BookedAlready when it is another one."""
    for other in way.held:
        if (other.pupil_id, other.round_id, other.class_id) == (pupil.id, slot.round_id, slot.class_id):
            if other.slot_id == slot.id:
                return db.session.get_one(Booking, other.booking_id)
            raise BookedAlready
    return None


def _settled(booking: Booking, way: InTheWay, by: Person, *, now: datetime) -> Booking:
    changes.note_booked(booking, by, now=now)
    audit.did(by, "conversation booked", booking, now=now)
    about = (booking.pupil_id, booking.round_id, booking.class_id)
    waiting.end_places([place for place, waits_for in way.places.items() if waits_for == about], booking, now=now)
    return booking
