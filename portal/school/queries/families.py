"""Families: whose child is whose, and who is told."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Household, Person, Pupil, SchoolClass
from portal.school.queries.classes import current_year_id


def children_of(person: Person) -> list[Pupil]:
    """The children whose pages this guardian may open, by first name."""
    if person.guardian is None:
        return []
    query = (
        select(Pupil)
        .join(Guardianship)
        .where(Guardianship.guardian_id == person.guardian.id, Guardianship.has_access, Pupil.left_on.is_(None))
        .order_by(Pupil.first_name, Pupil.id)
    )
    return list(db.session.scalars(query))


def children_with_classes(person: Person) -> list[tuple[Pupil, SchoolClass]]:
    """Each child of this guardian with its own class this year, by first name."""
    if person.guardian is None:
        return []
    query = (
        select(Pupil, SchoolClass)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            Guardianship.guardian_id == person.guardian.id,
            Guardianship.has_access,
            Pupil.left_on.is_(None),
            Enrolment.is_own_class,
            SchoolClass.year_id == current_year_id().scalar_subquery(),
        )
        .order_by(Pupil.first_name, Pupil.id)
    )
    return [(pupil, school_class) for pupil, school_class in db.session.execute(query)]


def children_in(person: Person, class_id: int) -> list[Pupil]:
    """The children of this guardian in a class, as own class or as a group across classes, by first name."""
    if person.guardian is None:
        return []
    query = (
        select(Pupil)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .where(
            Enrolment.class_id == class_id,
            Guardianship.guardian_id == person.guardian.id,
            Guardianship.has_access,
            Pupil.left_on.is_(None),
        )
        .order_by(Pupil.first_name, Pupil.id)
    )
    return list(db.session.scalars(query))


def has_child_in(person: Person, class_id: int) -> bool:
    """Whether a child of this guardian is in the class."""
    return bool(children_in(person, class_id))


def is_child_of(pupil_id: int, person: Person) -> bool:
    """Whether this guardian may open this child's pages."""
    return any(child.id == pupil_id for child in children_of(person))


def guardians_of(pupil_id: int) -> list[Guardian]:
    """Every guardian with access to this pupil who is still here, household by household."""
    query = (
        select(Guardian)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Person, Person.id == Guardian.person_id)
        .where(Guardianship.pupil_id == pupil_id, Guardianship.has_access, Person.left_on.is_(None))
        .order_by(Guardian.household_id, Guardian.id)
    )
    return list(db.session.scalars(query).unique())


def guardians_of_class(class_id: int) -> list[Person]:
    """Every guardian with access to a pupil of this class, each once."""
    reached = (
        select(Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .where(Enrolment.class_id == class_id, Guardianship.has_access, Pupil.left_on.is_(None))
    )
    query = select(Person).where(Person.id.in_(reached), Person.left_on.is_(None)).order_by(Person.id)
    return list(db.session.scalars(query).unique())


def guardians_of_household(household_id: int, pupil_id: int) -> list[Guardian]:
    """The guardians of one household who have access to this pupil: who is told about a booking."""
    return [guardian for guardian in guardians_of(pupil_id) if guardian.household_id == household_id]


def households_of(pupil_ids: Iterable[int]) -> dict[int, list[Household]]:
    """For each pupil its households (one or two), with their guardians loaded."""
    query = (
        select(Guardianship.pupil_id, Household)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .join(Household, Household.id == Guardian.household_id)
        .where(Guardianship.pupil_id.in_(list(pupil_ids)), Guardianship.has_access)
        .options(joinedload(Household.guardians))
        .order_by(Guardianship.pupil_id, Household.id)
    )
    found: dict[int, list[Household]] = {}
    for pupil_id, household in db.session.execute(query).unique():
        if household not in found.setdefault(pupil_id, []):
            found[pupil_id].append(household)
    return found


def person_by_email(email: str) -> Person | None:
    """The person with this address, whatever its capitals; None when there is none or they left."""
    query = select(Person).where(Person.email == email.strip().lower(), Person.left_on.is_(None))
    return db.session.scalars(query).unique().first()
