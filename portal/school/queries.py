"""Who belongs to whom, asked by every feature: lists and permissions use the same functions."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.db import db
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Household,
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


def the_school() -> School | None:
    """The school of this deployment; None in a database that nobody has filled yet."""
    return db.session.scalars(select(School).order_by(School.id).limit(1)).first()


def current_year_id() -> Select:
    """The newest school year, as a subquery to compare with."""
    return select(SchoolYear.id).order_by(SchoolYear.starts_on.desc(), SchoolYear.id.desc()).limit(1)


def current_classes() -> list[SchoolClass]:
    """All classes of the newest school year, by grade and name."""
    year = current_year_id().scalar_subquery()
    order = (SchoolClass.grade, SchoolClass.name, SchoolClass.id)
    return list(db.session.scalars(select(SchoolClass).where(SchoolClass.year_id == year).order_by(*order)))


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


def classes_taught_by(person: Person) -> list[SchoolClass]:
    """The classes of this year whose teacher team this person is in, by name."""
    query = (
        select(SchoolClass)
        .join(Teaching)
        .where(Teaching.person_id == person.id, SchoolClass.year_id == current_year_id().scalar_subquery())
        .order_by(SchoolClass.name, SchoolClass.id)
    )
    return list(db.session.scalars(query))


def teaches(person: Person, class_id: int) -> bool:
    """Whether this person is in the teacher team of the class."""
    return db.session.get(Teaching, (person.id, class_id)) is not None


def has_child_in(person: Person, class_id: int) -> bool:
    """Whether a child of this guardian is in the class, as own class or as a group across classes."""
    if person.guardian is None:
        return False
    query = (
        select(Enrolment.pupil_id)
        .join(Guardianship, Guardianship.pupil_id == Enrolment.pupil_id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .where(
            Enrolment.class_id == class_id,
            Guardianship.guardian_id == person.guardian.id,
            Guardianship.has_access,
            Pupil.left_on.is_(None),
        )
        .limit(1)
    )
    return db.session.scalar(query) is not None


def is_child_of(pupil_id: int, person: Person) -> bool:
    """Whether this guardian may open this child's pages."""
    return any(child.id == pupil_id for child in children_of(person))


def teaches_pupil(person: Person, pupil_id: int) -> bool:
    """Whether this person is in the teacher team of a class the pupil is in."""
    query = (
        select(Teaching.person_id)
        .join(Enrolment, Enrolment.class_id == Teaching.class_id)
        .where(Teaching.person_id == person.id, Enrolment.pupil_id == pupil_id)
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
    query = (
        select(Person)
        .join(Teaching, Teaching.person_id == Person.id)
        .where(Teaching.class_id == class_id, Person.left_on.is_(None))
        .order_by(Person.last_name, Person.id)
    )
    return list(db.session.scalars(query).unique())


def guardians_of(pupil_id: int) -> list[Guardian]:
    """Every guardian with access to this pupil, household by household."""
    query = (
        select(Guardian)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .where(Guardianship.pupil_id == pupil_id, Guardianship.has_access)
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


def staff_with(role: Role) -> list[Person]:
    """Everybody on the staff with this role, by last name."""
    # The join decides who is found; the person's other roles are loaded as always.
    having = select(StaffRole.person_id).where(StaffRole.role == role)
    query = select(Person).where(Person.id.in_(having), Person.left_on.is_(None))
    return list(db.session.scalars(query.order_by(Person.last_name, Person.id)).unique())


def staff() -> list[Person]:
    """All staff, by last name."""
    query = select(Person).join(StaffRole).options(contains_eager(Person.staff_roles))
    return list(db.session.scalars(query.where(Person.left_on.is_(None)).order_by(Person.last_name, Person.id)).unique())


def person_by_email(email: str) -> Person | None:
    """The person with this address, whatever its capitals; None when there is none or they left."""
    query = select(Person).where(Person.email == email.strip().lower(), Person.left_on.is_(None))
    return db.session.scalars(query).unique().first()


def places() -> list[Place]:
    """The places in the building, by name."""
    return list(db.session.scalars(select(Place).order_by(Place.name, Place.id)))
