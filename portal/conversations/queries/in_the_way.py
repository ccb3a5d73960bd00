"""What can be in the way of taking a time, asked at once and after it is locked: so that nothing comes in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import CompoundSelect, Select, Subquery, bindparam, literal, null, select, union_all

from portal.conversations.models import AlsoTaken, Booking, Slot, SlotOffer, WaitingPlace
from portal.conversations.queries import elsewhere
from portal.db import db
from portal.school.models import Guardian, Guardianship


class Held(NamedTuple):
    """A conversation that a household holds, as far as another one can be in its way."""

    booking_id: int
    pupil_id: int
    round_id: int
    class_id: int
    slot_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass
class InTheWay:
    """What these households hold and wait for (by place), and who has the times: bookings or, by offer, households.

    `outside`: when they have a conversation that no round knows.
    """

    held: list[Held] = field(default_factory=list)
    taken_by: dict[int, int] = field(default_factory=dict)
    offered_to: dict[int, int] = field(default_factory=dict)
    places: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    outside: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def busy(self) -> list[tuple[datetime, datetime]]:
        return self.busy_but(0)

    def busy_but(self, booking_id: int) -> list[tuple[datetime, datetime]]:
        """When they have a conversation, but for this one."""
        held = [(each.starts_at, each.ends_at) for each in self.held if each.booking_id != booking_id]
        return sorted(held + self.outside)

    def is_taken(self, slots: list[Slot], household_ids: Sequence[int], *, but: int = 0) -> bool:
        """Whether another booking has one of these times, or it is held for another family."""
        others = [number for slot_id, number in self.taken_by.items() if number != but]
        return bool(others) or any(
            self.offered_to.get(slot.id, household_ids[0]) not in household_ids for slot in slots
        )


HELD, TAKEN, OFFERED, WAITS, OUTSIDE = range(5)


@lru_cache
def _question() -> CompoundSelect:
    """Put together at the first booking: by then every feature has said which conversations it plans."""
    homes, slots = bindparam("homes", expanding=True), bindparam("slots", expanding=True)
    held = select(
        literal(HELD).label("what"), Booking.id, Booking.pupil_id, Booking.round_id, Booking.class_id,
        Slot.id.label("slot_id"), Slot.starts_at, Slot.ends_at, Booking.minutes,
    ).join(Slot, Slot.id == Booking.slot_id).where(Booking.cancelled_at.is_(None))  # fmt: skip
    shared = held.join(Guardianship, Guardianship.pupil_id == Booking.pupil_id)
    shared = shared.join(Guardian, Guardian.id == Guardianship.guardian_id)
    shared = shared.where(Booking.is_together, Guardian.household_id.in_(homes), Guardianship.has_access)
    offered = select(
        literal(OFFERED), SlotOffer.household_id, SlotOffer.pupil_id, Slot.round_id, Slot.class_id, Slot.id,
        Slot.starts_at, Slot.ends_at, null(),
    ).join(Slot, Slot.id == SlotOffer.slot_id).where(Slot.id.in_(slots), SlotOffer.ended_at.is_(None))  # fmt: skip
    begins = select(
        literal(TAKEN), Booking.id, literal(0), literal(0), literal(0), Slot.id, Slot.starts_at, Slot.ends_at, null(),
    ).join(Slot, Slot.id == Booking.slot_id).where(Slot.id.in_(slots), Booking.cancelled_at.is_(None))  # fmt: skip
    goes_on = select(
        literal(TAKEN), AlsoTaken.booking_id, literal(0), literal(0), literal(0), Slot.id, Slot.starts_at, Slot.ends_at,
        null(),
    ).join(Slot, Slot.id == AlsoTaken.slot_id).where(Slot.id.in_(slots))  # fmt: skip
    waits = select(
        literal(WAITS), WaitingPlace.id, WaitingPlace.pupil_id, WaitingPlace.round_id, WaitingPlace.class_id,
        literal(0), WaitingPlace.joined_at, WaitingPlace.joined_at, null(),
    ).where(WaitingPlace.household_id.in_(homes), WaitingPlace.ended_at.is_(None))  # fmt: skip
    outside = [_outside(ask.subquery()) for ask in elsewhere.of_homes]
    return union_all(held.where(Booking.household_id.in_(homes)), shared, begins, goes_on, offered, waits, *outside)


def _outside(spans: Subquery) -> Select:
    home, begins, ends = spans.c
    return select(literal(OUTSIDE), home, literal(0), literal(0), literal(0), literal(0), begins, ends, null())


def in_the_way(household_ids: Sequence[int], slot_ids: Sequence[int]) -> InTheWay:
    """All that these households hold and wait for, and who has these times."""
    found, held = InTheWay(), {}
    asked = {"homes": list(household_ids), "slots": list(slot_ids)}
    for what, number, pupil_id, round_id, class_id, slot_id, starts_at, ends_at, minutes in db.session.execute(
        _question(), asked
    ):
        if what == HELD:
            end = starts_at + timedelta(minutes=minutes) if minutes else ends_at
            held[number] = Held(number, pupil_id, round_id, class_id, slot_id, starts_at, end)
        elif what == TAKEN:
            found.taken_by[slot_id] = number
        elif what == OFFERED:
            found.offered_to[slot_id] = number
        elif what == OUTSIDE:
            found.outside.append((starts_at, ends_at))
        else:
            found.places[number] = (pupil_id, round_id, class_id)
    found.held = sorted(held.values(), key=lambda each: (each.starts_at, each.booking_id))
    return found
