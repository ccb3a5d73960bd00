"""Who waits for whom: two presses on one booking, a family's two phones, a teacher who blocks what is being booked.

A booking is always locked before a household, and a household before a time: nobody waits in a circle.
"""

from sqlalchemy import bindparam, select

from portal.conversations.models import Booking, Slot
from portal.db import db
from portal.school.models import Household, Person

_IS_BLOCKED = select(Slot.is_blocked).where(Slot.id == bindparam("slot_id")).with_for_update()
_BOTH = (
    select(Household.id, Slot.is_blocked)
    .select_from(Household)
    .join(Slot, Slot.id == bindparam("slot_id"))
    .where(Household.id == bindparam("household_id"))
    .with_for_update()
)


_BOOKING = select(Booking.id).where(Booking.id == bindparam("booking_id")).with_for_update()


def lock_booking(booking: Booking) -> None:
    """Read a booking as whoever pressed a moment earlier left it; it stays so until this transaction ends."""
    # Locked alone and read afterwards: PostgreSQL would join a row it had to wait for with the time it no longer has.
    db.session.execute(_BOOKING, {"booking_id": booking.id})
    db.session.refresh(booking)


def locked(guardian: Person, slot: Slot) -> tuple[int, bool]:
    """The guardian's household and whether the time is blocked; both stay so until this transaction ends.

    Else two half-checked bookings of a family could overlap, or a time be blocked while it is being booked.
    """
    assert guardian.guardian is not None
    asked = {"household_id": guardian.guardian.household_id, "slot_id": slot.id}
    household_id, is_blocked = db.session.execute(_BOTH, asked).one()
    return household_id, is_blocked


def locked_is_blocked(slot: Slot) -> bool:
    """Whether the time is blocked, as it stays until this transaction ends."""
    return db.session.execute(_IS_BLOCKED, {"slot_id": slot.id}).scalar_one()
