"""Who comes to a conversation and how: each guardian for themselves, and colleagues who join the team."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import telling_colleagues
from portal.conversations.actions.locks import lock_booking
from portal.conversations.models import Attending, Booking, Slot
from portal.conversations.rules import Meet
from portal.db import db, rows_changed
from portal.school.models import Guardian, Guardianship, Person


def say_who_comes(booking: Booking, guardian: Person, coming: Mapping[int, Meet], *, now: datetime) -> None:
    """Who of the guardian's household comes, and how each does; anybody else in `coming` is left out.

    A home cannot say anything for another one.
    """
    home = list(db.session.scalars(_of_home(guardian, booking.pupil_id)))
    db.session.flush()
    db.session.execute(delete(Attending).where(Attending.booking_id == booking.id, Attending.person_id.in_(home)))
    db.session.add_all(
        Attending(booking_id=booking.id, person_id=number, meet=coming[number]) for number in home if number in coming
    )
    audit.did(guardian, "who comes changed", booking, now=now)


def add_colleague(booking: Booking, colleague: Person, teacher: Person, *, now: datetime) -> None:
    """A colleague joins the team in this conversation, and is told. Twice is once."""
    lock_booking(booking)
    query = select(Attending.id).where(Attending.booking_id == booking.id, Attending.person_id == colleague.id)
    if db.session.scalar(query) is not None:
        return
    db.session.add(Attending(booking_id=booking.id, person_id=colleague.id, meet=booking.meet))
    audit.did(teacher, "colleague added", booking, now=now)
    telling_colleagues.tell_joins(booking, colleague, now=now)


def add_colleague_for_day(slot: Slot, colleague: Person, teacher: Person, *, now: datetime) -> int:
    """The same in every conversation that is left on the day of this time: a substitute. Returns in how many."""
    day = [booking for _slot, booking in queries.rest_of_day(slot, now=now) if booking is not None]
    for booking in sorted(day, key=lambda each: each.id):
        add_colleague(booking, colleague, teacher, now=now)
    return len(day)


def remove_colleague(booking: Booking, colleague: Person, teacher: Person, *, now: datetime) -> None:
    """A colleague does not join after all, and is told. Twice is once."""
    gone = delete(Attending).where(Attending.booking_id == booking.id, Attending.person_id == colleague.id)
    if not rows_changed(gone):
        return
    audit.did(teacher, "colleague removed", booking, now=now)
    telling_colleagues.tell_leaves(booking, colleague, now=now)


def _of_home(guardian: Person, pupil_id: int):
    assert guardian.guardian is not None
    query = select(Guardian.person_id).join(Guardianship, Guardianship.guardian_id == Guardian.id)
    query = query.where(Guardianship.pupil_id == pupil_id, Guardianship.has_access)
    return query.where(Guardian.household_id == guardian.guardian.household_id)
