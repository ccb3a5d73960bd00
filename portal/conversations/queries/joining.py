"""Who comes to a conversation: guardians, and colleagues who join a team that is not theirs."""

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Attending, Booking, Slot
from portal.conversations.queries.children import homes_of
from portal.conversations.rules import Meet
from portal.db import db
from portal.school.models import Guardian, Guardianship, Household, Person, StaffRole


def coming_to(booking: Booking, *, of: Person | None = None) -> list[tuple[Person, Meet | None]]:
    """The guardians of the conversation's homes, or of this guardian's home alone, and how each said to come."""
    homes = homes_of(booking.pupil_id) if booking.is_together else [booking.household_id]
    if of is not None and of.guardian is not None:
        homes = [of.guardian.household_id]
    said = and_(Attending.booking_id == booking.id, Attending.person_id == Person.id)
    query = (
        select(Person, Attending.meet)
        .join(Guardian, Guardian.person_id == Person.id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .outerjoin(Attending, said)
        .where(Guardian.household_id.in_(homes), Guardianship.pupil_id == booking.pupil_id, Guardianship.has_access)
        .where(Person.left_on.is_(None))
        .order_by(Guardian.id)
    )
    return [(person, meet) for person, meet in db.session.execute(query).unique()]


def joining(booking: Booking) -> list[Person]:
    """The colleagues who join the team in a conversation, by last name."""
    members = select(StaffRole.person_id)
    query = select(Person).join(Attending, Attending.person_id == Person.id)
    query = query.where(Attending.booking_id == booking.id, Person.id.in_(members))
    # A parent who works here comes as a parent.
    query = query.where(Person.id.not_in([person.id for person, _meet in coming_to(booking)]))
    return list(db.session.scalars(query.order_by(Person.last_name, Person.id)).unique())


def joined_by(person: Person, *, now: datetime) -> list[Booking]:
    """The conversations to come that somebody on the staff joins, by time; of each only itself."""
    if not person.is_staff:
        return []
    query = select(Booking).join(Slot).join(Attending, Attending.booking_id == Booking.id)
    query = query.where(Attending.person_id == person.id, Booking.cancelled_at.is_(None), Slot.ends_at > now)
    query = query.options(selectinload(Booking.household).selectinload(Household.guardians))
    return list(db.session.scalars(query.order_by(Slot.starts_at, Booking.id)).unique())
