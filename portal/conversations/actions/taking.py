"""Taking a time: what a conversation about this child needs there, and whether nothing is in the way."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient_to_detached

from portal.conversations import queries
from portal.conversations.actions import locks
from portal.conversations.actions.refusals import (
    HouseholdBusy,
    InterpreterClosed,
    NotNeeded,
    SlotClosed,
    SlotTaken,
    TeacherElsewhere,
)
from portal.conversations.models import AlsoTaken, Booking, Slot
from portal.conversations.queries import InTheWay
from portal.conversations.rules import Claim, Interpreter, Wanted, clashes
from portal.db import db, kept
from portal.school.models import Person, Pupil


@dataclass(frozen=True)
class Need:
    """What a conversation takes: its times (none: no room for one so long), the homes it is for, and its minutes.

    `minutes` is None when it is as long as its time.
    """

    slot: Slot
    slots: list[Slot]
    homes: tuple[int, ...]
    minutes: int | None = None
    is_together: bool = False
    is_asked: bool = True


def plain(slot: Slot, household_id: int) -> Need:
    """A child like every other: one time, one home."""
    return Need(slot, [slot], (household_id,))


def need_of(slot: Slot, pupil_id: int, household_id: int, interpreter: Interpreter = Interpreter.NONE) -> Need:
    """What the team said about this child, and an interpreter, come to at this time."""
    child = queries.child_in_round(slot.round_id, slot.class_id, pupil_id)
    minutes = queries.minutes_for(slot.round, child, interpreter)
    homes: tuple[int, ...] = (household_id,)
    if child and not child.is_apart and not queries.is_held_apart(slot.round_id, slot.class_id, pupil_id):
        homes = tuple(sorted({household_id, *queries.homes_of(pupil_id)}))
    is_asked = child is None or child.wanted is not Wanted.NOT_NEEDED
    return Need(slot, slots_for(slot, minutes), homes, minutes, len(homes) > 1, is_asked)


def need_again(booking: Booking, slot: Slot) -> Need:
    """What a conversation that is held needs at another time."""
    return _need_of_held(booking, slot, booking.minutes)


def need_with(booking: Booking, slot: Slot, interpreter: Interpreter) -> Need:
    """What it needs there when somebody interprets, or when nobody does any more."""
    child = queries.child_in_round(booking.round_id, booking.class_id, booking.pupil_id)
    return _need_of_held(booking, slot, queries.minutes_for(slot.round, child, interpreter))


def _need_of_held(booking: Booking, slot: Slot, minutes: int | None) -> Need:
    homes = queries.homes_of(booking.pupil_id) if booking.is_together else []
    held_by = tuple(sorted({booking.household_id, *homes}))
    return Need(slot, slots_for(slot, minutes), held_by, minutes, booking.is_together)


def slots_for(slot: Slot, minutes: int | None) -> list[Slot]:
    """The times that a conversation of so many minutes takes from this one on; [] when they end too early."""
    if not minutes or (slot.ends_at - slot.starts_at).total_seconds() >= minutes * 60:
        return [slot]
    return queries.taken_from(slot, minutes)


def lock(*needs: Need, also: list[int] | None = None) -> set[int]:
    """Nobody else changes these households and times until this transaction ends; returns the blocked times."""
    slots = [slot.id for need in needs for slot in (*need.slots, need.slot)]
    return locks.lock_all([home for need in needs for home in need.homes], [*slots, *(also or [])])


def check_interpreter(slot: Slot, interpreter: Interpreter, *, now: datetime) -> None:
    """Raises InterpreterClosed when one can no longer be asked for."""
    if interpreter is not Interpreter.NONE and not slot.round.takes_interpreter(now):
        raise InterpreterClosed


def check(need: Need, way: InTheWay, blocked: set[int], claim: Claim, *, but: int = 0, now: datetime) -> None:
    """A family takes it itself. Raises NotNeeded, SlotClosed, HouseholdBusy or SlotTaken."""
    if not need.is_asked:
        raise NotNeeded([])
    is_open = all(queries.is_open_for(slot, claim, now=now) for slot in need.slots)
    if not is_open:
        raise SlotClosed(instead_of(need, [], claim, now=now))
    check_free(need, way, blocked, claim, but=but, now=now)


def check_free(need: Need, way: InTheWay, blocked: set[int], claim: Claim, *, but: int = 0, now: datetime) -> None:
    """What holds for the team as well. Raises SlotClosed, HouseholdBusy or SlotTaken."""
    if not need.slots or blocked.intersection(slot.id for slot in need.slots):
        raise SlotClosed(instead_of(need, [], claim, now=now))
    busy = way.busy_but(but)
    if clashes(need.slot.starts_at, end_of(need), busy):
        raise HouseholdBusy(instead_of(need, busy, claim, now=now))
    if way.is_taken(need.slots, need.homes, but=but):
        raise SlotTaken(instead_of(need, busy, claim, now=now))


def check_teachers(need: Need, *, held: Booking | None = None) -> None:
    """Nobody of the team, nor who joins the conversation that is held, has another one then. Raises TeacherElsewhere.

    Families do not ask: where they choose, a teacher's times with two classes never overlap.
    """
    also = queries.joining(held) if held else []
    who = queries.in_another_talk(
        need.slot.class_id, need.slot.starts_at, end_of(need), but=held.id if held else 0, also=also
    )
    if who is not None:
        raise TeacherElsewhere(who)


def end_of(need: Need) -> datetime:
    """When a conversation with this need is over."""
    return queries.end_of(need.slot, need.minutes)


def instead_of(need: Need, busy: list[tuple[datetime, datetime]], claim: Claim, *, now: datetime) -> list[Slot]:
    """The nearest times at which it could be instead."""
    return queries.nearest_free(need.slot, now=now, avoiding=busy, claim=claim, minutes=need.minutes)


def taken(
    need: Need, pupil: Pupil, household_id: int, by: Person, claim: Claim, *, now: datetime, **choices: Any
) -> Booking:
    """The booking as it stands in the database from now on: its unique indexes decide who was first. Raises SlotTaken.

    `choices`: how they meet, and the interpreter.
    """
    slot = need.slot
    values = {
        "slot_id": slot.id, "round_id": slot.round_id, "class_id": slot.class_id, "pupil_id": pupil.id,
        "household_id": household_id, "minutes": need.minutes, "is_together": need.is_together,
        "uid": f"{secrets.token_hex(16)}@samen", "sequence": 0, "booked_by_id": by.id, "booked_at": now, **choices,
    }  # fmt: skip
    with unless_somebody_was_first(need, claim, now=now) if len(need.slots) > 1 else nullcontext():
        number = kept(Booking, **values)
        if number is None:
            raise SlotTaken(instead_of(need, [], claim, now=now))
        booking = Booking(id=number, slot=slot, pupil=pupil, cancelled_at=None, interpreter_confirmed_at=None, **values)
        if len(need.slots) > 1:
            hold_more(booking, need)
    make_transient_to_detached(booking)
    db.session.add(booking)
    return booking


def hold_more(booking: Booking, need: Need) -> None:
    """The times after its own that a longer conversation takes, instead of those it took until now."""
    let_go_of_more(booking)
    db.session.add_all(AlsoTaken(booking_id=booking.id, slot_id=slot.id) for slot in need.slots if slot != need.slot)
    db.session.flush()


def hold_instead(booking: Booking, need: Need, claim: Claim, *, now: datetime) -> None:
    """The same conversation at another time, in one step. Raises SlotTaken."""
    with unless_somebody_was_first(need, claim, now=now):
        booking.slot_id, booking.slot = need.slot.id, need.slot
        booking.sequence += 1
        if booking.minutes:
            hold_more(booking, need)


def let_go_of_more(booking: Booking) -> None:
    """The times after its own are free again."""
    db.session.execute(delete(AlsoTaken).where(AlsoTaken.booking_id == booking.id))


@contextmanager
def unless_somebody_was_first(need: Need, claim: Claim, *, now: datetime) -> Iterator[None]:
    """The unique indexes decide who was first; everything before them only says so kindly. Raises SlotTaken."""
    slot_id = need.slot.id
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as collision:
        db.session.expire_all()
        instead = queries.nearest_free(db.session.get_one(Slot, slot_id), now=now, claim=claim, minutes=need.minutes)
        raise SlotTaken(instead) from collision
