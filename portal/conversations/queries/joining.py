"""Colleagues who join conversations of a team that is not theirs, and what they see of them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Attending, Booking, Slot
from portal.db import db
from portal.school.models import Household, Person, StaffRole


def joining(booking: Booking) -> list[Person]:
    """The colleagues who join the team in a conversation, by last name."""
    members = select(StaffRole.person_id)
    query = select(Person).join(Attending, Attending.person_id == Person.id)
    query = query.where(Attending.booking_id == booking.id, Person.id.in_(members))
    return list(db.session.scalars(query.order_by(Person.last_name, Person.id)).unique())


def joined_by(person: Person, *, now: datetime) -> list[Booking]:
    """The conversations to come that somebody on the staff joins, by time; of each only itself."""
    if not person.is_staff:
        return []
    query = select(Booking).join(Slot).join(Attending, Attending.booking_id == Booking.id)
    query = query.where(Attending.person_id == person.id, Booking.cancelled_at.is_(None), Slot.ends_at > now)
    query = query.options(selectinload(Booking.household).selectinload(Household.guardians))
    return list(db.session.scalars(query.order_by(Slot.starts_at, Booking.id)).unique())
