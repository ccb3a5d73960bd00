"""Asking for an interpreter, confirming one, and asking shortly before whether everybody comes."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import audit, heartbeat, outbox
from portal.conversations import queries
from portal.conversations.actions.locks import lock_booking
from portal.conversations.models import Booking, InterpreterReminder
from portal.conversations.queries.interpreters import ARRANGED
from portal.conversations.rules import Interpreter
from portal.db import Refusal, db, reading, transaction
from portal.school import queries as school
from portal.school.models import Person, Role

# An interpreter who comes for nothing is paid as well: families are asked so long before.
AHEAD = timedelta(days=2)
EVERY = timedelta(minutes=5)
LIST = "/conversations/interpreters"


class InterpreterClosed(Refusal):
    """The day until which an interpreter can be asked for has passed, or the conversation is over."""


def can_ask(booking: Booking, *, now: datetime) -> bool:
    """Whether the family may still change what it asked for."""
    until = booking.slot.round.interpreter_until or booking.slot.starts_at
    return booking.cancelled_at is None and now < min(until, booking.slot.starts_at)


def ask_interpreter(
    booking: Booking, guardian: Person, kind: Interpreter, *, language: str = "", now: datetime
) -> None:
    """Write down whether and how somebody interprets. What was confirmed before is to be confirmed anew.

    Raises InterpreterClosed.
    """
    lock_booking(booking)
    if not can_ask(booking, now=now):
        raise InterpreterClosed
    wanted = (kind, "" if kind is Interpreter.NONE else language.strip())
    if wanted == (booking.interpreter, booking.interpreter_language):
        return
    was_arranged = booking.interpreter in ARRANGED and booking.interpreter_confirmed_at is not None
    booking.interpreter, booking.interpreter_language = wanted
    booking.interpreter_confirmed_at = None
    audit.did(guardian, "interpreter asked", booking, now=now)
    if was_arranged:
        _tell_office(booking, "interpreter_changed", now=now)


def confirm(booking: Booking, person: Person, *, now: datetime) -> None:
    """The interpreter is found; twice is once."""
    lock_booking(booking)
    if booking.interpreter in ARRANGED and booking.cancelled_at is None and booking.interpreter_confirmed_at is None:
        booking.interpreter_confirmed_at = now
        audit.did(person, "interpreter confirmed", booking, now=now)


def unconfirm(booking: Booking, person: Person, *, now: datetime) -> None:
    """The interpreter cannot come after all."""
    lock_booking(booking)
    if booking.interpreter_confirmed_at is not None:
        booking.interpreter_confirmed_at = None
        audit.did(person, "interpreter confirmed", booking, now=now)


def remind_one(now: datetime) -> bool:
    """Job: once every while, ask families whose conversation with an interpreter is near whether they come."""
    if not heartbeat.comes_round("interpreters", now, every=EVERY):
        return False
    with reading():
        numbers = [booking.id for booking in queries.to_remind(now=now, ahead=AHEAD)]
    for number in numbers:
        with transaction():
            _remind(number, now=now)
    return False


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
