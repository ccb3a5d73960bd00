"""What the office sees of a pupil: homes with their guardians, classes of now and before, and what to look at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, undefer

from portal.db import db
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    PastEnrolment,
    Person,
    Pupil,
    SchoolClass,
    SchoolYear,
)
from portal.school.queries import current_year_id
from portal.school.queries.years import begun_year_ids


@dataclass(frozen=True)
class Home:
    """One of a pupil's households, with what ties each guardian in it to the pupil."""

    household_id: int
    ties: list[Guardianship]

    @property
    def names(self) -> str:
        return " · ".join(tie.guardian.person.full_name for tie in self.ties)


def with_birth_date(pupil: Pupil) -> Pupil:
    """The same pupil with the sealed date of birth opened."""
    query = select(Pupil).where(Pupil.id == pupil.id).options(undefer(Pupil.born_on))
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def homes_of(pupil: Pupil) -> list[Home]:
    """Every household of a pupil, also those without access, each with its guardians of this pupil."""
    sealed = (undefer(Guardianship.restriction), undefer(Guardianship.document_reference))
    contact = contains_eager(Guardianship.guardian).contains_eager(Guardian.person)
    query = select(Guardianship).join(Guardianship.guardian).join(Guardian.person)
    query = query.where(Guardianship.pupil_id == pupil.id).order_by(Guardian.household_id, Guardian.id)
    query = query.options(*sealed, contact, contact.undefer(Person.phone))
    homes: dict[int, list[Guardianship]] = {}
    for tie in db.session.scalars(query).unique():
        homes.setdefault(tie.guardian.household_id, []).append(tie)
    return [Home(number, ties) for number, ties in homes.items()]


@dataclass(frozen=True)
class Stay:
    """A time in a class; without `started_on` since the year began, without `ended_on` until it ended or now."""

    school_class: SchoolClass
    is_own: bool
    started_on: date | None
    ended_on: date | None


def classes_of(pupil: Pupil) -> list[Stay]:
    """Every class a pupil is or was in, newest first; what is prepared for a coming year is not there yet."""
    loaded = joinedload(Enrolment.school_class).joinedload(SchoolClass.year)
    now = select(Enrolment).where(Enrolment.pupil_id == pupil.id, Enrolment.year_id.in_(begun_year_ids()))
    stays = [
        Stay(row.school_class, row.is_own_class, row.started_on, None)
        for row in db.session.scalars(now.options(loaded))
    ]
    past = select(PastEnrolment).where(PastEnrolment.pupil_id == pupil.id)
    past = past.options(joinedload(PastEnrolment.school_class).joinedload(SchoolClass.year))
    stays += [Stay(row.school_class, True, row.started_on, row.ended_on) for row in db.session.scalars(past)]
    return sorted(stays, key=_when, reverse=True)


def _when(stay: Stay) -> tuple:
    year = stay.school_class.year.starts_on
    return year, stay.ended_on is None, stay.started_on or year, stay.is_own, stay.school_class.id


def ties_of(person: Person) -> list[tuple[Guardianship, str]]:
    """The pupils of a guardian, each with the name of its class of this year, by first name."""
    if person.guardian is None:
        return []
    own = (Enrolment.pupil_id == Guardianship.pupil_id) & Enrolment.is_own_class
    own &= Enrolment.year_id == current_year_id().scalar_subquery()
    query = select(Guardianship, SchoolClass.name).select_from(Guardianship).join(Guardianship.pupil)
    query = query.outerjoin(Enrolment, own)
    query = query.outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
    query = query.where(Guardianship.guardian_id == person.guardian.id).options(contains_eager(Guardianship.pupil))
    rows = db.session.execute(query.order_by(Pupil.first_name, Pupil.id))
    return [(tie, name or "") for tie, name in rows]


def households_near(pupil_ids: Iterable[int], *, but: int = 0) -> list[Household]:
    """The households in which a guardian of one of these pupils lives, with everybody in them."""
    near = select(Guardian.household_id).join(Guardianship, Guardianship.guardian_id == Guardian.id)
    near = near.where(Guardianship.pupil_id.in_(list(pupil_ids)))
    query = select(Household).where(Household.id.in_(near), Household.id != but).order_by(Household.id)
    return list(db.session.scalars(query.options(joinedload(Household.guardians))).unique())


def household_by_number(number: int) -> Household | None:
    """The household with this number."""
    return db.session.get(Household, number) if number else None


def with_contact(person: Person) -> Person:
    """The same person with the sealed phone number opened."""
    query = select(Person).where(Person.id == person.id).options(undefer(Person.phone))
    return db.session.scalars(query.execution_options(populate_existing=True)).unique().one()


def to_look_at_again(today: date) -> list[Guardianship]:
    """Restrictions whose day has come: nobody's access comes back before somebody decides."""
    query = select(Guardianship).join(Guardianship.pupil)
    query = query.where(Guardianship.restricted_until <= today, Pupil.left_on.is_(None))
    query = query.options(contains_eager(Guardianship.pupil), joinedload(Guardianship.guardian))
    return list(db.session.scalars(query.order_by(Guardianship.restricted_until, Guardianship.id)).unique())


def without_class() -> list[Pupil]:
    """Pupils who are here and in no class of their own this year, by name."""
    placed = select(Enrolment.pupil_id).where(Enrolment.is_own_class)
    placed = placed.where(Enrolment.year_id == current_year_id().scalar_subquery())
    query = select(Pupil).where(Pupil.left_on.is_(None), Pupil.id.not_in(placed))
    return list(db.session.scalars(query.order_by(Pupil.first_name, Pupil.last_name, Pupil.id)))


def pupils_once_in(school_class: SchoolClass) -> list[Pupil]:
    """Everybody who is or was in a class by the end of its year, also who left the school since, by name."""
    query = select(Pupil).join(Enrolment).where(Enrolment.class_id == school_class.id)
    return list(db.session.scalars(query.order_by(Pupil.first_name, Pupil.last_name, Pupil.id)))


def year_of(school_class: SchoolClass) -> SchoolYear:
    """The school year of a class."""
    return db.session.get_one(SchoolYear, school_class.year_id)


def sizes_of(class_ids: Iterable[int]) -> dict[int, int]:
    """How many pupils who are here are in each of these classes."""
    numbers = list(class_ids)
    query = select(Enrolment.class_id, func.count()).join(Pupil, Pupil.id == Enrolment.pupil_id)
    query = query.where(Enrolment.class_id.in_(numbers), Pupil.left_on.is_(None)).group_by(Enrolment.class_id)
    found = {class_id: number for class_id, number in db.session.execute(query)}
    return {number: found.get(number, 0) for number in numbers}


def with_terms(row: Guardianship) -> Guardianship:
    """The same tie with its sealed restriction and document opened."""
    sealed = (undefer(Guardianship.restriction), undefer(Guardianship.document_reference))
    query = select(Guardianship).where(Guardianship.id == row.id).options(*sealed)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
