"""Who waits for whom: a family's two phones, and a teacher who blocks the time that a family is booking."""

from sqlalchemy import select

from portal.conversations.models import Slot
from portal.db import db
from portal.school.models import Household, Person


def locked_household(guardian: Person) -> Household:
    """The guardian's household, until this transaction ends: else two half-checked bookings could overlap."""
    assert guardian.guardian is not None
    query = select(Household).where(Household.id == guardian.guardian.household_id).with_for_update()
    return db.session.scalars(query).one()


def locked_is_blocked(slot: Slot) -> bool:
    """Whether the time is blocked, as it stays until this transaction ends. Households are locked before times."""
    return bool(db.session.scalar(select(Slot.is_blocked).where(Slot.id == slot.id).with_for_update()))
