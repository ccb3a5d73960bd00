"""What the school's lists hold about a child and about a guardian, for a copy that the family may keep."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.db import db
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    PastEnrolment,
    Person,
    Pupil,
    SchoolClass,
    SchoolYear,
)

Row = dict[str, Any]


def children_ever_of(person: Person) -> list[Pupil]:
    """The children to whose pages this guardian has access, also those who left: a family may ask about them later."""
    if person.guardian is None:
        return []
    query = (
        select(Pupil)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .where(Guardianship.guardian_id == person.guardian.id, Guardianship.has_access)
        .order_by(Pupil.first_name, Pupil.id)
    )
    return list(db.session.scalars(query))


def exported(pupil_id: int, household_id: int) -> list[Row]:
    """The child with its classes, and how the guardians of this household are tied to it; of no other household."""
    query = select(Pupil).where(Pupil.id == pupil_id).options(undefer(Pupil.born_on))
    pupil = db.session.scalars(query).one()
    return [
        {
            "first_name": pupil.first_name, "infix": pupil.infix, "last_name": pupil.last_name,
            "born_on": pupil.born_on, "roster_key": pupil.roster_key, "left_on": pupil.left_on,
            "classes": _classes(pupil_id),
        },
        *_ties(pupil_id, household_id),
    ]  # fmt: skip


def _classes(pupil_id: int) -> list[str]:
    query = (
        select(SchoolYear.name, SchoolClass.name)
        .join(SchoolClass, SchoolClass.year_id == SchoolYear.id)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.pupil_id == pupil_id)
        .order_by(SchoolYear.starts_on, SchoolClass.name)
    )
    past = (
        select(SchoolYear.name, SchoolClass.name)
        .join(SchoolClass, SchoolClass.year_id == SchoolYear.id)
        .join(PastEnrolment, PastEnrolment.class_id == SchoolClass.id)
        .where(PastEnrolment.pupil_id == pupil_id)
        .order_by(PastEnrolment.id)
    )
    return [f"{year}: {name}" for asked in (past, query) for year, name in db.session.execute(asked)]


def _ties(pupil_id: int, household_id: int) -> list[Row]:
    query = (
        select(Guardianship)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Guardianship.pupil_id == pupil_id, Guardian.household_id == household_id)
        .options(undefer(Guardianship.restriction), undefer(Guardianship.document_reference))
        .order_by(Guardianship.id)
    )
    return [
        {
            "guardian": tie.guardian.person.full_name, "relation": tie.relation, "custody": tie.custody,
            "has_access": tie.has_access, "restriction": tie.restriction, "document_reference": tie.document_reference,
        }
        for tie in db.session.scalars(query).unique()
    ]  # fmt: skip


def exported_of(person: Person) -> list[Row]:
    """What is known about somebody who signs in, and who lives in the same household."""
    query = select(Person.phone).where(Person.id == person.id)
    guardian = person.guardian
    members = guardian.household.guardians if guardian else []
    row = {
        "first_name": person.first_name, "infix": person.infix, "last_name": person.last_name,
        "email": person.email, "email_verified_at": person.email_verified_at,
        "phone": db.session.scalar(query), "phone_verified_at": person.phone_verified_at,
        "language": person.language, "roster_key": person.roster_key, "left_on": person.left_on,
        "household": [member.person.full_name for member in members],
    }  # fmt: skip
    if guardian:
        row |= {
            "reads_easily": guardian.reads_easily, "prefers_call": guardian.prefers_call,
            "needs_interpreter": guardian.needs_interpreter,
        }  # fmt: skip
    return [row]
