"""The school, its classes, its teachers and its places."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager

from portal.asking import answered, asked_once
from portal.db import db
from portal.school.models import (
    Enrolment,
    Person,
    Place,
    Pupil,
    Role,
    School,
    SchoolClass,
    SchoolYear,
    StaffRole,
    Teaching,
)
from portal.school.queries.years import begun_year_ids, current_year_id

_THE_SCHOOL = select(School).order_by(School.id).limit(1)
# For a question that brings the school along.
IS_THE_SCHOOL = School.id == select(func.min(School.id)).correlate(None).scalar_subquery()


def the_school() -> School | None:
    """The school of this deployment; None in a database that nobody has filled yet."""
    return next(iter(_schools()), None)


def came_along(found: School | None) -> None:
    """Another question brought the school along: it need not be asked for again."""
    answered(_schools, [found] if found else [])


@asked_once
def _schools() -> list[School]:
    return list(db.session.scalars(_THE_SCHOOL))


def current_classes() -> list[SchoolClass]:
    """All classes of this school year, by grade and name."""
    return _classes_of(current_year_id().scalar_subquery())


def classes_of_year(year: SchoolYear) -> list[SchoolClass]:
    """All classes of a school year, by grade and name."""
    return _classes_of(year.id)


def _classes_of(year_id) -> list[SchoolClass]:
    order = (SchoolClass.grade, SchoolClass.name, SchoolClass.id)
    return list(db.session.scalars(select(SchoolClass).where(SchoolClass.year_id == year_id).order_by(*order)))


def classes_taught_by(person: Person) -> list[SchoolClass]:
    """The classes of this year whose teacher team this person is in, by name; none under a parent's hat."""
    return _taught_now_by(person) if person.is_staff else []


def classes_ended_before(day: date) -> Select:
    """The classes whose school year ended before this day, as a subquery to compare with."""
    return select(SchoolClass.id).join(SchoolYear, SchoolYear.id == SchoolClass.year_id).where(SchoolYear.ends_on < day)


@asked_once
def _taught_now_by(person: Person) -> list[SchoolClass]:
    query = (
        select(SchoolClass)
        .join(Teaching)
        .where(Teaching.person_id == person.id, SchoolClass.year_id == current_year_id().scalar_subquery())
        .order_by(SchoolClass.name, SchoolClass.id)
    )
    return list(db.session.scalars(query))


def teaches(person: Person, class_id: int) -> bool:
    """Whether this person is in the teacher team of the class; a class of a year to come has none yet."""
    return person.is_staff and class_id in _taught_by(person)


@asked_once
def _taught_by(person: Person) -> list[int]:
    query = select(Teaching.class_id).join(SchoolClass, SchoolClass.id == Teaching.class_id)
    return list(
        db.session.scalars(query.where(Teaching.person_id == person.id, SchoolClass.year_id.in_(begun_year_ids())))
    )


def teaches_pupil(person: Person, pupil_id: int) -> bool:
    """Whether this person is in the teacher team of a class the pupil is in this year, and not under a parent's hat."""
    if not person.is_staff:
        return False
    query = (
        select(Teaching.person_id)
        .join(Enrolment, Enrolment.class_id == Teaching.class_id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .where(
            Teaching.person_id == person.id,
            Pupil.id == pupil_id,
            Pupil.left_on.is_(None),
            Enrolment.year_id == current_year_id().scalar_subquery(),
        )
        .limit(1)
    )
    return db.session.scalar(query) is not None


def class_of(pupil: Pupil) -> SchoolClass | None:
    """The pupil's own class this year."""
    query = (
        select(SchoolClass)
        .join(Enrolment)
        .where(
            Enrolment.pupil_id == pupil.id,
            Enrolment.is_own_class,
            SchoolClass.year_id == current_year_id().scalar_subquery(),
        )
    )
    return db.session.scalar(query)


def pupils_of(class_id: int) -> list[Pupil]:
    """The pupils of a class, by first name."""
    query = (
        select(Pupil)
        .join(Enrolment)
        .where(Enrolment.class_id == class_id, Pupil.left_on.is_(None))
        .order_by(Pupil.first_name, Pupil.last_name, Pupil.id)
    )
    return list(db.session.scalars(query))


def teachers_of(class_id: int) -> list[Person]:
    """The teacher team of a class, by last name."""
    return teams_of([class_id])[class_id]


_TEAMS = (
    select(Teaching.class_id, Person)
    .join(Person, Person.id == Teaching.person_id)
    .where(Teaching.class_id.in_(bindparam("class_ids", expanding=True)), Person.left_on.is_(None))
    .order_by(Person.last_name, Person.id)
)


def teams_of(class_ids: Iterable[int]) -> dict[int, list[Person]]:
    """The teacher team of each of these classes, by last name."""
    found: dict[int, list[Person]] = {class_id: [] for class_id in class_ids}
    if found:
        for class_id, person in db.session.execute(_TEAMS, {"class_ids": list(found)}).unique():
            found[class_id].append(person)
    return found


def staff_with(role: Role) -> list[Person]:
    """Everybody on the staff with this role, by last name."""
    # The join decides who is found; the person's other roles are loaded as always.
    having = select(StaffRole.person_id).where(StaffRole.role == role)
    query = select(Person).where(Person.id.in_(having), Person.left_on.is_(None))
    return list(db.session.scalars(query.order_by(Person.last_name, Person.id)).unique())


def staff() -> list[Person]:
    """All staff, by last name."""
    query = select(Person).join(StaffRole).options(contains_eager(Person.staff_roles))
    return list(
        db.session.scalars(query.where(Person.left_on.is_(None)).order_by(Person.last_name, Person.id)).unique()
    )


def places() -> list[Place]:
    """The places in the building, by name."""
    return list(db.session.scalars(select(Place).order_by(Place.name, Place.id)))
