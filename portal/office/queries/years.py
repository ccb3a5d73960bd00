"""The year that is being prepared, as the office sees it: its classes, who goes where, and who has no place yet."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, Leaver, Person, Pupil, SchoolClass, SchoolYear

Placed = list[tuple[Pupil, str]]


@dataclass(frozen=True)
class ComingClass:
    """A class of the coming year: how many come from which class of now, and who teaches it."""

    school_class: SchoolClass
    size: int
    comes_from: list[tuple[str, int]]
    team: list[Person]


def coming_classes(coming: SchoolYear) -> list[ComingClass]:
    """Every class of the coming year, by grade and name."""
    classes = school.classes_of_year(coming)
    teams = school.teams_of(each.id for each in classes)
    origins = _origins(coming)
    found = []
    for each in classes:
        comes_from = origins.get(each.id, [])
        found.append(ComingClass(each, sum(number for _name, number in comes_from), comes_from, teams[each.id]))
    return found


def _origins(coming: SchoolYear) -> dict[int, list[tuple[str, int]]]:
    now = _class_now()
    query = select(Enrolment.class_id, func.coalesce(now.c.name, ""), func.count())
    query = query.join(Pupil, Pupil.id == Enrolment.pupil_id).outerjoin(now, now.c.pupil_id == Enrolment.pupil_id)
    query = query.where(Enrolment.year_id == coming.id, Enrolment.is_own_class, Pupil.left_on.is_(None))
    found: dict[int, list[tuple[str, int]]] = {}
    for class_id, name, number in db.session.execute(
        query.group_by(Enrolment.class_id, now.c.name).order_by(now.c.name)
    ):
        found.setdefault(class_id, []).append((name, number))
    return found


def _class_now():
    query = select(Enrolment.pupil_id, SchoolClass.name).join(SchoolClass, SchoolClass.id == Enrolment.class_id)
    this_year = school.current_year_id().scalar_subquery()
    return query.where(Enrolment.is_own_class, Enrolment.year_id == this_year).subquery()


def pupils_of_coming(school_class: SchoolClass) -> Placed:
    """Who goes to a class of the coming year, each with the class of now, by name."""
    return _with_class_now(select(Enrolment.pupil_id).where(Enrolment.class_id == school_class.id))


def leaving(coming: SchoolYear) -> Placed:
    """Who leaves when the year begins, each with the class of now, by name."""
    return _with_class_now(select(Leaver.pupil_id).where(Leaver.year_id == coming.id))


def unplaced(coming: SchoolYear) -> Placed:
    """Who is here and goes nowhere yet, each with the class of now, by name."""
    placed = select(Enrolment.pupil_id).where(Enrolment.year_id == coming.id, Enrolment.is_own_class)
    going = select(Leaver.pupil_id).where(Leaver.year_id == coming.id)
    return _with_class_now(select(Pupil.id).where(Pupil.id.not_in(placed), Pupil.id.not_in(going)))


def _with_class_now(pupil_ids: Select) -> Placed:
    now = _class_now()
    query = select(Pupil, func.coalesce(now.c.name, "")).outerjoin(now, now.c.pupil_id == Pupil.id)
    query = query.where(Pupil.id.in_(pupil_ids), Pupil.left_on.is_(None))
    rows = db.session.execute(query.order_by(Pupil.first_name, Pupil.last_name, Pupil.id))
    return [(pupil, name) for pupil, name in rows]


def who_is_here(numbers: list[int]) -> list[int]:
    """Of these numbers, those of pupils who are at school."""
    wanted = [number for number in numbers if 0 < number < 2**31]
    return list(db.session.scalars(select(Pupil.id).where(Pupil.id.in_(wanted), Pupil.left_on.is_(None))))


def pupils_of_number(number: int, coming: SchoolYear) -> Placed:
    """The same for the class of the coming year with this number; nobody when there is none."""
    school_class = db.session.get(SchoolClass, number)
    return pupils_of_coming(school_class) if school_class and school_class.year_id == coming.id else []
