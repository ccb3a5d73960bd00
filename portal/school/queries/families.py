"""Families: whose child is whose, and who is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, undefer

from portal.asking import asked_once
from portal.db import db
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    Person,
    Pupil,
    SchoolClass,
    mark_of_phone,
)
from portal.school.queries.years import begun_year_ids, current_year_id


@dataclass(frozen=True)
class Belonging:
    """A child of a guardian in one of its classes so far; `is_own_now`: it is the child's own class of this year."""

    pupil: Pupil
    school_class: SchoolClass | None
    is_own_now: bool


_BELONGINGS = (
    select(
        Pupil,
        SchoolClass,
        (Enrolment.is_own_class & (SchoolClass.year_id == current_year_id().scalar_subquery())).label("is_own_now"),
    )
    .join(Guardianship, Guardianship.pupil_id == Pupil.id)
    .outerjoin(Enrolment, (Enrolment.pupil_id == Pupil.id) & Enrolment.year_id.in_(begun_year_ids()))
    .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
    .where(Guardianship.guardian_id == bindparam("guardian_id"), Guardianship.has_access, Pupil.left_on.is_(None))
    .order_by(Pupil.first_name, Pupil.id, SchoolClass.id)
)


def _belongings(person: Person) -> list[Belonging]:
    # Asked anew with every question: a hat may change while the answer is still known.
    return _family_of(person) if person.is_guardian else []


@asked_once
def _family_of(person: Person) -> list[Belonging]:
    assert person.guardian is not None
    rows = db.session.execute(_BELONGINGS, {"guardian_id": person.guardian.id})
    return [Belonging(pupil, school_class, bool(is_own_now)) for pupil, school_class, is_own_now in rows]


def children_of(person: Person) -> list[Pupil]:
    """The children whose pages this guardian may open, by first name."""
    return list(dict.fromkeys(each.pupil for each in _belongings(person)))


def children_with_classes(person: Person) -> list[tuple[Pupil, SchoolClass]]:
    """Each child of this guardian with its own class this year, by first name."""
    own = [each for each in _belongings(person) if each.is_own_now]
    return [(each.pupil, each.school_class) for each in own if each.school_class]


def classes_with_children(person: Person) -> dict[SchoolClass, list[Pupil]]:
    """Every class so far of this guardian's children, each with those in it."""
    found: dict[SchoolClass, list[Pupil]] = {}
    for each in _belongings(person):
        if each.school_class:
            found.setdefault(each.school_class, []).append(each.pupil)
    return found


def children_in(person: Person, class_id: int) -> list[Pupil]:
    """The children of this guardian in a class, as own class or as a group across classes, by first name."""
    return [each.pupil for each in _belongings(person) if each.school_class and each.school_class.id == class_id]


def has_child_in(person: Person, class_id: int) -> bool:
    """Whether a child of this guardian is in the class."""
    return bool(children_in(person, class_id))


def is_child_of(pupil_id: int, person: Person) -> bool:
    """Whether this guardian may open this child's pages."""
    return any(child.id == pupil_id for child in children_of(person))


_GUARDIANS = (
    select(Guardian)
    .join(Guardianship, Guardianship.guardian_id == Guardian.id)
    .join(Guardian.person)
    .where(Guardianship.pupil_id == bindparam("pupil_id"), Guardianship.has_access, Person.left_on.is_(None))
    .options(contains_eager(Guardian.person))
    .order_by(Guardian.household_id, Guardian.id)
)


def guardians_of(pupil_id: int) -> list[Guardian]:
    """Every guardian with access to this pupil who is still here, household by household."""
    return list(db.session.scalars(_GUARDIANS, {"pupil_id": pupil_id}).unique())


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


def guardians_of_classes(class_ids: Iterable[int], *, with_phones: bool) -> dict[Person, list[SchoolClass]]:
    """Every guardian with access to a pupil of these classes, each once, with the classes it is told about."""
    query = (
        select(Person, SchoolClass)
        .join(Guardian, Guardian.person_id == Person.id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(SchoolClass.id.in_(list(class_ids)), Guardianship.has_access)
        .where(Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(Person.id, SchoolClass.id)
        .distinct()
        .options(contains_eager(Person.guardian), *([undefer(Person.phone)] if with_phones else []))
    )
    found: dict[Person, list[SchoolClass]] = {}
    for person, school_class in db.session.execute(query).unique():
        found.setdefault(person, []).append(school_class)
    return found


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


def person_by_phone(phone: str) -> Person | None:
    """The only person with this number, however it is written; None when there is none, or when several share it."""
    mark = mark_of_phone(phone)
    if mark is None:
        return None
    query = select(Person).where(Person.phone_mark == mark, Person.left_on.is_(None)).order_by(Person.id).limit(2)
    found = list(db.session.scalars(query).unique())
    return found[0] if len(found) == 1 else None


def person_numbered(number: int) -> Person | None:
    """The person with this number; None when there is none or they left."""
    query = select(Person).where(Person.id == number, Person.left_on.is_(None))
    return db.session.scalars(query).unique().first()
