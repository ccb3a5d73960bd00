"""Free times, bookings and day lists: what parents and teachers see of a round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from portal.conversations.models import Booking, Round, RoundClass, Slot
from portal.conversations.rules import CLOSES_BEFORE, Meet, RoundState, clashes, nearest
from portal.db import db
from portal.school import queries as school
from portal.school.models import Household, Person, Pupil, SchoolClass

SHOWN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Asked:
    """A child for whom a time can be chosen, and with whom."""

    pupil: Pupil
    round: Round
    teachers: str


@dataclass(frozen=True)
class Meeting:
    """A conversation on the first page; `with_whom_and_where` is in the reader's language."""

    pupil: Pupil
    starts_at: datetime
    with_whom_and_where: str


@dataclass(frozen=True)
class Choice:
    """One child in one round on a parent's page: its booking, and each time with whether it can be taken."""

    pupil: Pupil
    school_class: SchoolClass
    round: Round
    teachers: str
    booking: Booking | None
    slots: list[tuple[Slot, bool]]

    @property
    def has_free(self) -> bool:
        return any(is_free for _slot, is_free in self.slots)


def booking_of(pupil_id: int, household_id: int, round_id: int, class_id: int) -> Booking | None:
    """The conversation this household holds for this child with this team in this round."""
    query = select(Booking).where(
        Booking.pupil_id == pupil_id, Booking.household_id == household_id, Booking.round_id == round_id,
        Booking.class_id == class_id, Booking.cancelled_at.is_(None),
    )  # fmt: skip
    return db.session.scalars(query).first()


def held_by(household_id: int) -> list[Booking]:
    """Every conversation this household holds, by time."""
    query = select(Booking).join(Slot).where(Booking.household_id == household_id, Booking.cancelled_at.is_(None))
    return list(db.session.scalars(query.order_by(Slot.starts_at, Booking.id)))


def holder_of(slot: Slot) -> Booking | None:
    """The booking that holds a time."""
    return db.session.scalars(select(Booking).where(Booking.slot_id == slot.id, Booking.cancelled_at.is_(None))).first()


def slot_of_same_team(booking: Booking, number: int) -> Slot | None:
    """A time of the round and team of this booking; None when the number is another's or nobody's."""
    slot = db.session.get(Slot, number) if 0 < number < 2**31 else None
    return slot if slot and (slot.round_id, slot.class_id) == (booking.round_id, booking.class_id) else None


def nearest_free(slot: Slot, *, now: datetime, avoiding: Iterable[tuple[datetime, datetime]] = ()) -> list[Slot]:
    """The three free times of the same team that are nearest to this one."""
    busy = list(avoiding)
    free = select(Slot).where(
        Slot.round_id == slot.round_id, Slot.class_id == slot.class_id, Slot.id != slot.id, ~Slot.is_blocked,
        Slot.starts_at >= now + CLOSES_BEFORE, ~_is_held(),
    )  # fmt: skip
    if slot.round.state is not RoundState.OPEN:
        return []
    found = [s for s in db.session.scalars(free) if not clashes(s.starts_at, s.ends_at, busy)]
    return nearest(slot.starts_at, ((each.starts_at, each) for each in found))


def _is_held():
    return exists().where(Booking.slot_id == Slot.id, Booking.cancelled_at.is_(None)).correlate(Slot)


def choices_for(person: Person, *, now: datetime) -> list[Choice]:
    """A parent's page: for each child, each round of its class that is open or holds a booking of this household."""
    children = school.children_with_classes(person)
    if not children or person.guardian is None:
        return []
    taking_part = _rounds_of({c.id for _p, c in children})
    mine = {(b.round_id, b.class_id, b.pupil_id): b for b in held_by(person.guardian.household_id)}
    slots = _slots_of({row.round_id for row in taking_part}, now=now)
    teams = {c.id: names_of_team(c.id) for _p, c in children}
    found = []
    for pupil, school_class in children:
        for row in taking_part:
            booking = mine.get((row.round_id, row.class_id, pupil.id))
            if row.class_id == school_class.id and (row.round.state is RoundState.OPEN or booking):
                times = slots.get((row.round_id, row.class_id), [])
                found.append(Choice(pupil, school_class, row.round, teams[school_class.id], booking, times))
    return [choice for choice in found if choice.slots or choice.booking]


def _rounds_of(class_ids: set[int]) -> list[RoundClass]:
    query = select(RoundClass).where(RoundClass.class_id.in_(class_ids)).order_by(RoundClass.round_id, RoundClass.class_id)
    return list(db.session.scalars(query))


def _slots_of(round_ids: set[int], *, now: datetime) -> dict[tuple[int, int], list[tuple[Slot, bool]]]:
    # The joined tables are in the session already: asking for them with every time would be most of the page.
    query = select(Slot, _is_held()).where(Slot.round_id.in_(round_ids), Slot.starts_at > now)
    query = query.options(joinedload(Slot.round), joinedload(Slot.school_class)).order_by(Slot.starts_at, Slot.id)
    found: dict[tuple[int, int], list[tuple[Slot, bool]]] = {}
    for slot, is_held in db.session.execute(query):
        is_free = not is_held and not slot.is_blocked and slot.starts_at >= now + CLOSES_BEFORE
        is_free = is_free and slot.round.state is RoundState.OPEN
        found.setdefault((slot.round_id, slot.class_id), []).append((slot, is_free))
    return found


def names_of_team(class_id: int) -> str:
    """The names of a class's teacher team, for a sentence."""
    return " · ".join(teacher.full_name for teacher in school.teachers_of(class_id))


def what_is_asked_of(person: Person, *, now: datetime) -> list[Asked]:
    """The children for whom this household has not chosen a time yet, while one is free."""
    choices = choices_for(person, now=now)
    return [Asked(c.pupil, c.round, c.teachers) for c in choices if c.booking is None and c.has_free]


def next_meetings_of(person: Person, *, now: datetime) -> list[Meeting]:
    """The conversations to come: a parent's household's, a teacher's classes', by time."""
    query = select(Booking).join(Slot).where(Booking.cancelled_at.is_(None), Slot.ends_at > now)
    query = query.order_by(Slot.starts_at, Booking.id)
    meetings = []
    if person.guardian is not None:
        mine = query.where(Booking.household_id == person.guardian.household_id)
        meetings += [_as_meeting(b, names_of_team(b.class_id)) for b in db.session.scalars(mine)]
    taught = [c.id for c in school.classes_taught_by(person)] if person.is_staff else []
    if taught:
        loaded = selectinload(Booking.household).selectinload(Household.guardians)
        ours = query.where(Booking.class_id.in_(taught)).options(loaded).limit(8)
        meetings += [_as_meeting(b, f"{b.pupil.first_name} · {names_of_household(b)}") for b in db.session.scalars(ours)]
    return meetings


def _as_meeting(booking: Booking, with_whom: str) -> Meeting:
    how = {Meet.PHONE: _("by phone"), Meet.VIDEO: _("by video")}.get(booking.meet, booking.slot.round.where or _("at school"))
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
    for row in _rounds_of({school_class.id}):
        times = _times_with_bookings(row)
        if times and times[-1][0].ends_at > now - timedelta(days=30):
            booked = {booking.pupil_id for _slot, booking in times if booking}
            without = [pupil for pupil in school.pupils_of(school_class.id) if pupil.id not in booked]
            found.append(Day(row, times, without))
    return sorted(found, key=lambda day: -day.row.id)


def _times_with_bookings(row: RoundClass) -> list[tuple[Slot, Booking | None]]:
    slots = select(Slot).where(Slot.round_id == row.round_id, Slot.class_id == row.class_id).order_by(Slot.starts_at, Slot.id)
    held = select(Booking).where(
        Booking.round_id == row.round_id, Booking.class_id == row.class_id, Booking.cancelled_at.is_(None)
    )
    with_homes = held.options(selectinload(Booking.household).selectinload(Household.guardians))
    bookings = {booking.slot_id: booking for booking in db.session.scalars(with_homes)}
    return [(slot, bookings.get(slot.id)) for slot in db.session.scalars(slots)]
