"""Who waits for whom: a family's two phones, and a teacher who blocks the time that a family is booking."""

from sqlalchemy import bindparam, select

from portal.conversations.models import Slot
from portal.db import db
from portal.school.models import Household, Person

_HOUSEHOLD = select(Household.id).where(Household.id == bindparam("number")).with_for_update()
_IS_BLOCKED = select(Slot.is_blocked).where(Slot.id == bindparam("number")).with_for_update()


def locked_household(guardian: Person) -> int:
    """The guardian's household, held until this transaction ends: else two half-checked bookings could overlap."""
    assert guardian.guardian is not None
    return db.session.execute(_HOUSEHOLD, {"number": guardian.guardian.household_id}).scalar_one()


def locked_is_blocked(slot: Slot) -> bool:
    """Whether the time is blocked, as it stays until this transaction ends. Households are locked before times."""
    return db.session.execute(_IS_BLOCKED, {"number": slot.id}).scalar_one()
