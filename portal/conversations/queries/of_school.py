"""Rounds of the whole school: where each stands, which teams filled in, how many families chose."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Booking, Round, RoundClass, Slot
from portal.conversations.rules import Stage
from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass, Teaching


@dataclass(frozen=True)
class Team:
    """How far one class is in a round: its times, and how many of its children have a conversation."""

    row: RoundClass
    times: int
    booked: int
    children: int


@dataclass(frozen=True)
class Standing:
    """A round and where it stands."""

    round: Round
    stage: Stage
    teams: list[Team]

    @property
    def not_filled_in(self) -> list[Team]:
        return [team for team in self.teams if not team.row.filled_in_at]


def rounds_of_school(*, now: datetime) -> list[Standing]:
    """Every round that the office or the leader planned, newest first."""
    query = select(Round).where(Round.opens_at.is_not(None)).options(selectinload(Round.texts))
    found = list(db.session.scalars(query.order_by(Round.id.desc())))
    teams = _teams(found)
    return [Standing(each, each.stage(now), teams.get(each.id, [])) for each in found]


def _teams(rounds: list[Round]) -> dict[int, list[Team]]:
    numbers = [each.id for each in rounds]
    times = _counted(select(Slot.round_id, Slot.class_id, func.count()).where(Slot.round_id.in_(numbers)), Slot)
    booked = select(Booking.round_id, Booking.class_id, func.count(Booking.pupil_id.distinct()))
    booked_by_class = _counted(booked.where(Booking.round_id.in_(numbers), Booking.cancelled_at.is_(None)), Booking)
    pupils = select(Enrolment.class_id, func.count()).join(Pupil, Pupil.id == Enrolment.pupil_id)
    rows = db.session.execute(pupils.where(Pupil.left_on.is_(None)).group_by(Enrolment.class_id))
    children = {class_id: number for class_id, number in rows}
    query = select(RoundClass).join(SchoolClass).where(RoundClass.round_id.in_(numbers))
    found: dict[int, list[Team]] = {}
    for row in db.session.scalars(query.order_by(SchoolClass.grade, SchoolClass.name, RoundClass.id)):
        key = row.round_id, row.class_id
        team = Team(row, times.get(key, 0), booked_by_class.get(key, 0), children.get(row.class_id, 0))
        found.setdefault(row.round_id, []).append(team)
    return found


def _counted(query: Select[int, int, int], model) -> dict[tuple[int, int], int]:
    rows = db.session.execute(query.group_by(model.round_id, model.class_id))
    return {(round_id, class_id): number for round_id, class_id, number in rows}


def classes_in(taking_part: Round) -> list[RoundClass]:
    """The classes of a round, by number."""
    query = select(RoundClass).where(RoundClass.round_id == taking_part.id).order_by(RoundClass.class_id)
    return list(db.session.scalars(query))


def same_classes_now(before: Round) -> list[int]:
    """The classes of this year with the names of those that took part then; all, when none is the same."""
    names = {row.school_class.name for row in classes_in(before)}
    current = school.current_classes()
    return [each.id for each in current if each.name in names] or [each.id for each in current]


def teachers_told_with(row: RoundClass) -> list[Person]:
    """The team of a class, without those who are told with an earlier class of the round."""
    earlier = select(Teaching.person_id).join(RoundClass, RoundClass.class_id == Teaching.class_id)
    earlier = earlier.where(RoundClass.round_id == row.round_id, RoundClass.id < row.id)
    query = select(Person).join(Teaching, Teaching.person_id == Person.id).where(Teaching.class_id == row.class_id)
    query = query.where(Person.left_on.is_(None), Person.id.not_in(earlier))
    return list(db.session.scalars(query.order_by(Person.id)).unique())


def guardians_told_with(row: RoundClass) -> list[tuple[Person, bool]]:
    """The guardians of a class, without those who are told with an earlier class of the round.

    Each with whether their household has several children in the round, and chooses first.
    """
    children = _children_in(row.round_id).subquery()
    first = select(children.c.person_id, func.min(children.c.row_id).label("row_id")).group_by(children.c.person_id)
    several = select(children.c.household_id).group_by(children.c.household_id)
    several = several.having(func.count(children.c.pupil_id.distinct()) > 1)
    told = first.subquery()
    query = (
        select(Person, Guardian.household_id.in_(several))
        .join(told, told.c.person_id == Person.id)
        .join(Guardian, Guardian.person_id == Person.id)
        .where(told.c.row_id == row.id, Person.left_on.is_(None))
        .order_by(Person.id)
    )
    return [(person, bool(goes_first)) for person, goes_first in db.session.execute(query).unique()]


def _children_in(round_id: int) -> Select:
    """Who may open the pages of which child in which class of a round."""
    return (
        select(Guardian.person_id, Guardian.household_id, RoundClass.id.label("row_id"), Enrolment.pupil_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .join(RoundClass, RoundClass.class_id == Enrolment.class_id)
        .where(RoundClass.round_id == round_id, Guardianship.has_access, Enrolment.is_own_class)
        .where(Pupil.left_on.is_(None))
    )
