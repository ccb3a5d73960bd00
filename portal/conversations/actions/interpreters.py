"""Asking for an interpreter, confirming one, and asking shortly before whether everybody comes."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import audit, heartbeat, i18n, outbox
from portal.conversations import queries
from portal.conversations.actions import changes, locks, taking, waiting
from portal.conversations.actions.refusals import InterpreterClosed, SlotClosed
from portal.conversations.models import Booking, InterpreterReminder, Slot
from portal.conversations.queries.interpreters import ARRANGED
from portal.conversations.rules import Interpreter, is_waking_hour
from portal.db import db, reading, transaction
from portal.school import queries as school
from portal.school.models import Person, Role

# An interpreter who comes for nothing is paid as well: families are asked so long before.
AHEAD = timedelta(days=2)
EVERY = timedelta(minutes=5)
LIST = "/conversations/interpreters"

_near: list[int] = []


def can_ask(booking: Booking, *, now: datetime) -> bool:
    """Whether the family may still change what it asked for."""
    is_to_come = booking.cancelled_at is None and now < booking.slot.starts_at
    return is_to_come and booking.slot.round.takes_interpreter(now)


def ask_interpreter(
    booking: Booking, guardian: Person, kind: Interpreter, *, language: str = "", at: Slot | None = None, now: datetime
) -> None:  # fmt: skip
    """Write down whether and how somebody interprets; the conversation becomes longer or shorter, or moves to `at`.

    What was confirmed before is to be confirmed anew. Raises InterpreterClosed, or SlotClosed, HouseholdBusy or
    SlotTaken with the times at which there is room for it; it then stays as it was.
    """
    locks.lock_booking(booking)
    if not can_ask(booking, now=now):
        raise InterpreterClosed
    wanted = (kind, "" if kind is Interpreter.NONE else language.strip())
    slot = at or booking.slot
    if slot is booking.slot and wanted == (booking.interpreter, booking.interpreter_language):
        return
    was_at = booking.slot.starts_at
    freed = _make_room(booking, slot, kind, now=now)
    was_arranged = booking.interpreter in ARRANGED and booking.interpreter_confirmed_at is not None
    booking.interpreter, booking.interpreter_language = wanted
    booking.interpreter_confirmed_at = None
    booking.sequence += 1
    audit.did(guardian, "interpreter asked", booking, now=now)
    if slot.starts_at == was_at:
        changes.note_changed(booking, guardian, now=now)
    else:
        changes.note_moved(booking, was_at, guardian, now=now)
    if was_arranged:
        _tell_office(booking, "interpreter_changed", now=now)
    waiting.offer_all(freed, now=now)


def _make_room(booking: Booking, slot: Slot, kind: Interpreter, *, now: datetime) -> list[Slot]:
    """Take what it needs from this time on; returns the times it needs no longer."""
    old = queries.slots_of(booking)
    need = taking.need_with(booking, slot, kind)
    blocked = taking.lock(need, also=[each.id for each in old])
    claim = queries.claim_to(slot, booking.household_id, kind, now=now)
    way = queries.in_the_way(need.homes, [each.id for each in need.slots or [slot]])
    if any(each not in old and not queries.is_open_for(each, claim, now=now) for each in need.slots):
        raise SlotClosed(taking.instead_of(need, [], claim, now=now))
    taking.check_free(need, way, blocked, claim, but=booking.id, now=now)
    with taking.unless_somebody_was_first(need, claim, now=now):
        booking.slot_id, booking.slot, booking.minutes = slot.id, slot, need.minutes
        taking.hold_more(booking, need)
    return [each for each in old if each not in need.slots]


def confirm(booking: Booking, person: Person, *, now: datetime) -> None:
    """The interpreter is found; twice is once."""
    locks.lock_booking(booking)
    if booking.interpreter in ARRANGED and booking.cancelled_at is None and booking.interpreter_confirmed_at is None:
        booking.interpreter_confirmed_at = now
        audit.did(person, "interpreter confirmed", booking, now=now)


def confirm_anew(booking: Booking, *, now: datetime) -> None:
    """It has another time: an interpreter who was found is asked again, and the office hears of it."""
    if booking.interpreter_confirmed_at is not None:
        booking.interpreter_confirmed_at = None
        _tell_office(booking, "interpreter_moved", now=now)


def unconfirm(booking: Booking, person: Person, *, now: datetime) -> None:
    """The interpreter cannot come after all."""
    locks.lock_booking(booking)
    if booking.interpreter_confirmed_at is not None:
        booking.interpreter_confirmed_at = None
        audit.did(person, "interpreter confirmed", booking, now=now)


def remind_of_interpreter_one(now: datetime) -> bool:
    """Job: by day, ask one family whose conversation with an interpreter is near whether it comes.

    Returns whether there was one.
    """
    if not is_waking_hour(i18n.local(now).hour):
        _near.clear()
        return False
    if not _near and heartbeat.comes_round("interpreters", now, every=EVERY):
        with reading():
            _near.extend(booking.id for booking in queries.to_remind(now=now, ahead=AHEAD))
    if not _near:
        return False
    with transaction():
        _remind(_near.pop(0), now=now)
    return True


def _remind(number: int, *, now: datetime) -> None:
    booking = db.session.get(Booking, number)
    if booking is None or booking.cancelled_at is not None:
        return
    try:
        # The row decides which of two workers asks.
        with db.session.begin_nested():
            db.session.add(InterpreterReminder(booking_id=booking.id, sequence=booking.sequence, sent_at=now))
    except IntegrityError:
        return
    about = {"child": booking.pupil.first_name, "starts_at": booking.slot.starts_at, "kind": booking.interpreter.value,
             "is_confirmed": booking.interpreter_confirmed_at is not None}  # fmt: skip
    for person, is_family in queries.both_sides_of(booking):
        if is_family:
            template = "conversations/messages/interpreter.txt"
            outbox.queue(person, template, booking, now=now, path="/conversations", **about)
    if booking.interpreter in ARRANGED and booking.interpreter_confirmed_at is None:
        _tell_office(booking, "interpreter_missing", now=now)


def _tell_office(booking: Booking, word: str, *, now: datetime) -> None:
    for person in school.staff_with(Role.OFFICE):
        template = f"conversations/messages/{word}.txt"
        outbox.queue(person, template, booking, now=now, path=LIST, starts_at=booking.slot.starts_at)
