"""Rounds of the whole school: where each stands, which teams filled in, how many families chose."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Booking, Round, RoundClass, Slot
from portal.conversations.rules import Stage
from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Pupil, SchoolClass


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


def goes_first(household_id: int, round_id: int) -> bool:
    """Whether a household has several children in the classes of a round."""
    mine = select(Guardianship.pupil_id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    mine = mine.where(Guardian.household_id == household_id, Guardianship.has_access)
    query = select(func.count(Enrolment.pupil_id.distinct())).join(
        RoundClass, RoundClass.class_id == Enrolment.class_id
    )
    query = query.where(RoundClass.round_id == round_id, Enrolment.is_own_class, Enrolment.pupil_id.in_(mine))
    return (db.session.scalar(query) or 0) > 1
