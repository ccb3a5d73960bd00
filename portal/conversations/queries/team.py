"""A teacher team's day, and the meetings that are next for anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, literal, select, union_all
from sqlalchemy.orm import lazyload, selectinload

from portal.conversations.models import Attending, Booking, RoundClass, Slot
from portal.conversations.queries.children import homes_of
from portal.conversations.queries.elsewhere import talks_elsewhere
from portal.conversations.queries.families import names_of_teams, rounds_of
from portal.conversations.queries.slots import is_of
from portal.conversations.rules import Meet, Stage
from portal.db import db
from portal.school import queries as school
from portal.school.models import Guardian, Guardianship, Household, Person, Pupil, SchoolClass, StaffRole, Teaching


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
        mine = list(db.session.scalars(query.where(is_of(person.guardian.household_id))))
        teams = names_of_teams(b.class_id for b in mine)
        meetings += [_as_meeting(b, teams[b.class_id]) for b in mine]
        others = [talk for talk in talks_elsewhere(person, now=now) if talk.ends_at > now]
        meetings += [Meeting(talk.pupil, talk.starts_at, talk.with_whom) for talk in others]
    taught = [c.id for c in school.classes_taught_by(person)] if person.is_staff else []
    if taught:
        loaded = selectinload(Booking.household).selectinload(Household.guardians)
        ours = query.where(Booking.class_id.in_(taught)).options(loaded).limit(8)
        meetings += [
            _as_meeting(b, f"{b.pupil.first_name} · {names_of_household(b)}") for b in db.session.scalars(ours)
        ]
    return meetings


def _as_meeting(booking: Booking, with_whom: str) -> Meeting:
    how = {Meet.PHONE: _("by phone"), Meet.VIDEO: _("by video")}.get(booking.meet, booking.slot.room or _("at school"))
    return Meeting(booking.pupil, booking.slot.starts_at, f"{with_whom} · {how}")


def names_of_household(booking: Booking) -> str:
    """The guardians who come, for a teacher: which of a child's homes it is."""
    return " · ".join(guardian.person.full_name for guardian in booking.household.guardians)


def _both_sides() -> Select:
    family = (
        select(Guardian.person_id.label("person_id"), literal(0).label("side"))
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .where(Guardian.household_id.in_(bindparam("homes", expanding=True)))
        .where(Guardianship.pupil_id == bindparam("pupil_id"))
        .where(Guardianship.has_access)
    )
    team = select(Teaching.person_id, literal(1)).where(Teaching.class_id == bindparam("class_id"))
    joining = select(Attending.person_id, literal(1)).join(StaffRole, StaffRole.person_id == Attending.person_id)
    told = union_all(family, team, joining.where(Attending.booking_id == bindparam("booking_id"))).subquery()
    query = select(Person, told.c.side).join(told, told.c.person_id == Person.id).where(Person.left_on.is_(None))
    return query.options(lazyload(Person.guardian)).order_by(told.c.side, Person.last_name, Person.id)


_BOTH_SIDES = _both_sides()


def both_sides_of(booking: Booking) -> list[tuple[Person, bool]]:
    """Who is told about a booking, each once, and whether they are of the family: its guardians, then the team.

    Together, the guardians of all the child's homes are; colleagues who join are of the team.
    """
    homes = homes_of(booking.pupil_id) if booking.is_together else [booking.household_id]
    about = {"homes": homes, "pupil_id": booking.pupil_id, "class_id": booking.class_id, "booking_id": booking.id}
    found: dict[Person, bool] = {}
    for person, side in db.session.execute(_BOTH_SIDES, about):
        found.setdefault(person, side == 0)
    return list(found.items())


@dataclass(frozen=True)
class Day:
    """A round of one class as its teachers see it: every time with its booking, and who has none yet."""

    row: RoundClass
    times: list[tuple[Slot, Booking | None]]
    without: list[Pupil]
    stage: Stage


def days_of(school_class: SchoolClass, *, now: datetime) -> list[Day]:
    """The rounds of a class that are not long over, newest first, for its teacher team."""
    found = []
    for row in rounds_of({school_class.id}):
        stage = row.round.stage(now)
        times = _times_with_bookings(row) if stage is not Stage.DRAFT else []
        if stage is Stage.FILLING or (times and times[-1][0].ends_at > now - timedelta(days=30)):
            booked = {booking.pupil_id for _slot, booking in times if booking}
            without = [pupil for pupil in school.pupils_of(school_class.id) if pupil.id not in booked]
            found.append(Day(row, times, without if stage is not Stage.FILLING else [], stage))
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
