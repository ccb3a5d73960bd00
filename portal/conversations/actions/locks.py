"""Who waits for whom: two presses on one booking, a family's two phones, a teacher who blocks what is being booked.

A booking is always locked before households, households before times, and times before the place of who waits for
one; of several the lower number first. So nobody waits in a circle.
"""

from collections.abc import Iterable

from sqlalchemy import Row, bindparam, exists, select

from portal.conversations.models import Booking, ChildInRound, Slot
from portal.db import db
from portal.school.models import Household, SchoolClass

_AS_EVERY_OTHER = ~exists().where(
    ChildInRound.round_id == Slot.round_id, ChildInRound.class_id == Slot.class_id,
    ChildInRound.pupil_id == bindparam("pupil_id"),
).correlate(Slot)  # fmt: skip
_BOTH = (
    select(Slot.is_blocked)
    .select_from(Household)
    .join(Slot, Slot.id == bindparam("slot_id"))
    .where(Household.id == bindparam("household_id"), _AS_EVERY_OTHER)
    .with_for_update()
)
_BOOKING = select(Booking.id).where(Booking.id == bindparam("booking_id")).with_for_update()
_HOMES = select(Household.id).where(Household.id.in_(bindparam("ids", expanding=True)))
_HOMES = _HOMES.order_by(Household.id).with_for_update()
_SLOTS = select(Slot.id, Slot.is_blocked).where(Slot.id.in_(bindparam("ids", expanding=True)))
_SLOTS = _SLOTS.order_by(Slot.id).with_for_update()


def lock_booking(booking: Booking) -> None:
    """Read a booking as whoever pressed a moment earlier left it; it stays so until this transaction ends."""
    # Locked alone and read afterwards: PostgreSQL would join a row it had to wait for with the time it no longer has.
    db.session.execute(_BOOKING, {"booking_id": booking.id})
    db.session.refresh(booking)


def locked_both(household_id: int, slot: Slot, pupil_id: int) -> bool | None:
    """Whether the time is blocked; it and the household stay so until this transaction ends.

    Else two half-checked bookings of a family could overlap, or a time be blocked while it is being booked. None, and
    nothing is locked, when the team said something about this child: then more than these two may have to be locked.
    """
    asked = {"household_id": household_id, "slot_id": slot.id, "pupil_id": pupil_id}
    return db.session.execute(_BOTH, asked).scalar()


def lock_all(household_ids: Iterable[int], slot_ids: Iterable[int]) -> set[int]:
    """Lock several households, then several times; returns the times that are blocked, or were removed a moment ago."""
    db.session.execute(_HOMES, {"ids": sorted(set(household_ids))})
    asked = set(slot_ids)
    return asked - {slot_id for slot_id, is_blocked in _locked(asked) if not is_blocked}


def locked_blocked(slot_ids: Iterable[int]) -> set[int]:
    """Lock several times; returns those that are blocked."""
    return {slot_id for slot_id, is_blocked in _locked(set(slot_ids)) if is_blocked}


def _locked(slot_ids: set[int]) -> Iterable[Row]:
    return db.session.execute(_SLOTS, {"ids": sorted(slot_ids)}).all()


def lock_class(class_id: int) -> None:
    """Nobody else lays or changes times of this class until this transaction ends; times are locked after it.

    Whoever books one has locked its time, and names the class without waiting.
    """
    db.session.execute(select(SchoolClass.id).where(SchoolClass.id == class_id).with_for_update(key_share=True))


def locked_is_blocked(slot: Slot) -> bool:
    """Whether the time is blocked, as it stays until this transaction ends."""
    return bool(locked_blocked([slot.id]))
