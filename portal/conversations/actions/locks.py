"""Who waits for whom: a family's two phones, and a teacher who blocks the time that a family is booking."""

from sqlalchemy import bindparam, select

from portal.conversations.models import Slot
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
