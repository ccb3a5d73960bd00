"""A teacher team's day, and the meetings that are next for anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Booking, RoundClass, Slot
from portal.conversations.queries.families import names_of_teams, rounds_of
from portal.conversations.rules import Meet
from portal.db import db
from portal.school import queries as school
from portal.school.models import Household, Person, Pupil, SchoolClass


@dataclass(frozen=True)
class Meeting:
    """A conversation on the first page; `with_whom_and_where` is in the reader's language."""

    pupil: Pupil
    starts_at: datetime
    with_whom_and_where: str


def next_meetings_of(person: Person, *, now: datetime) -> list[Meeting]:
    """The conversations to come: a parent's household's, a teacher's classes', by time."""
    query = select(Booking).join(Slot).where(Booking.cancelled_at.is_(None), Slot.ends_at > now)
    query = query.order_by(Slot.starts_at, Booking.id)
    meetings = []
    if person.guardian is not None and person.is_guardian:
        mine = list(db.session.scalars(query.where(Booking.household_id == person.guardian.household_id)))
        teams = names_of_teams(b.class_id for b in mine)
        meetings += [_as_meeting(b, teams[b.class_id]) for b in mine]
    taught = [c.id for c in school.classes_taught_by(person)] if person.is_staff else []
    if taught:
        loaded = selectinload(Booking.household).selectinload(Household.guardians)
        ours = query.where(Booking.class_id.in_(taught)).options(loaded).limit(8)
        meetings += [
            _as_meeting(b, f"{b.pupil.first_name} · {names_of_household(b)}") for b in db.session.scalars(ours)
        ]
    return meetings


def _as_meeting(booking: Booking, with_whom: str) -> Meeting:
    how = {Meet.PHONE: _("by phone"), Meet.VIDEO: _("by video")}.get(
        booking.meet, booking.slot.round.where or _("at school")
    )
    return Meeting(booking.pupil, booking.slot.starts_at, f"{with_whom} · {how}")


def names_of_household(booking: Booking) -> str:
    """The guardians who come, for a teacher: which of a child's homes it is."""
    return " · ".join(guardian.person.full_name for guardian in booking.household.guardians)


@dataclass(frozen=True)
class Day:
    """A round of one class as its teachers see it: every time with its booking, and who has none yet."""

    row: RoundClass
    times: list[tuple[Slot, Booking | None]]
    without: list[Pupil]


def days_of(school_class: SchoolClass, *, now: datetime) -> list[Day]:
    """The rounds of a class that are not long over, newest first, for its teacher team."""
    found = []
    for row in rounds_of({school_class.id}):
        times = _times_with_bookings(row)
        if times and times[-1][0].ends_at > now - timedelta(days=30):
            booked = {booking.pupil_id for _slot, booking in times if booking}
            without = [pupil for pupil in school.pupils_of(school_class.id) if pupil.id not in booked]
            found.append(Day(row, times, without))
    return sorted(found, key=lambda day: -day.row.id)


def _times_with_bookings(row: RoundClass) -> list[tuple[Slot, Booking | None]]:
    slots = (
        select(Slot)
        .where(Slot.round_id == row.round_id, Slot.class_id == row.class_id)
        .order_by(Slot.starts_at, Slot.id)
    )
    held = select(Booking).where(
        Booking.round_id == row.round_id, Booking.class_id == row.class_id, Booking.cancelled_at.is_(None)
    )
    with_homes = held.options(selectinload(Booking.household).selectinload(Household.guardians))
    bookings = {booking.slot_id: booking for booking in db.session.scalars(with_homes)}
    return [(slot, bookings.get(slot.id)) for slot in db.session.scalars(slots)]
