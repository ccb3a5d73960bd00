"""Reads the school as a roster is compared with it: a fixed number of questions, whatever its size."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.db import db
from portal.i18n import current_language
from portal.rosters.models import LeftQuestion
from portal.rosters.rules import Roster
from portal.rosters.rules.known import (
    Known,
    KnownClass,
    KnownPerson,
    KnownPupil,
    KnownQuestion,
    KnownSchool,
    KnownTie,
)
from portal.school import queries as school
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Person,
    Pupil,
    SchoolClass,
    SchoolYear,
    StaffRole,
    Teaching,
)


def known_for(roster: Roster) -> Known:
    """Everything that this roster is compared with, as it is now."""
    known = Known(school=school_here(), language=current_language().code)
    for year in db.session.execute(select(SchoolYear.id, SchoolYear.name, SchoolYear.id == _current())):
        known.year_id = year.id if year.name == roster.year else known.year_id
        if year[2]:
            known.current_year, known.current_year_id = year.name, year.id
    known.classes = _classes(known.year_id)
    known.pupils = _pupils()
    for pupil, number, is_own in _enrolments(known.year_id):
        known.enrolments.setdefault(pupil, {})[number] = is_own
    for person, number in _teachings(known.year_id):
        known.teachings.setdefault(person, set()).add(number)
    known.people = _people(with_families="guardian" in roster.carries)
    known.ties = _ties() if "guardian" in roster.carries else []
    known.questions = _questions()
    return known


def school_here() -> KnownSchool | None:
    """The school of this portal, as a roster is compared with it."""
    here = school.the_school()
    return KnownSchool(here.id, here.name_key, here.is_demo, here.year_id is not None) if here else None


def _current() -> Any:
    return school.current_year_id().scalar_subquery()


def _classes(year_id: int | None) -> list[KnownClass]:
    columns = (SchoolClass.id, SchoolClass.name, SchoolClass.grade, SchoolClass.roster_key)
    query = select(*columns).where(SchoolClass.year_id == year_id).order_by(SchoolClass.id)
    return [KnownClass(*row) for row in db.session.execute(query)]


def _pupils() -> list[KnownPupil]:
    columns = (Pupil.id, Pupil.first_name, Pupil.infix, Pupil.last_name, Pupil.born_on, Pupil.roster_key)
    query = select(*columns, Pupil.left_on.is_not(None)).order_by(Pupil.id)
    return [KnownPupil(*row[:-1], has_left=bool(row[-1])) for row in db.session.execute(query)]


def _enrolments(year_id: int | None) -> list[Any]:
    query = select(Enrolment.pupil_id, Enrolment.class_id, Enrolment.is_own_class)
    return list(db.session.execute(query.where(Enrolment.year_id == year_id).order_by(Enrolment.class_id)))


def _teachings(year_id: int | None) -> list[Any]:
    query = select(Teaching.person_id, Teaching.class_id).join(SchoolClass, SchoolClass.id == Teaching.class_id)
    return list(db.session.execute(query.where(SchoolClass.year_id == year_id)))


def _people(*, with_families: bool) -> list[KnownPerson]:
    columns = (
        Person.id, Person.first_name, Person.infix, Person.last_name, Person.email, Person.language, Person.roster_key,
    )  # fmt: skip
    # A file without guardians needs to know who is one, and opens nothing that is sealed.
    families = (Person.phone, Person.email_verified_at.is_not(None), Person.phone_verified_at.is_not(None))
    homes = (Guardian.reads_easily, Guardian.prefers_call, Guardian.needs_interpreter)
    query = select(*columns, Person.left_on.is_not(None).label("has_left"), Guardian.id.label("guardian_id"),
                   Guardian.household_id, *(families + homes if with_families else ())).outerjoin(
        Guardian, Guardian.person_id == Person.id)  # fmt: skip
    roles: dict[int, set[str]] = {}
    for person, role in db.session.execute(select(StaffRole.person_id, StaffRole.role)):
        roles.setdefault(person, set()).add(role.value)
    came_in = accounts.people_who_came_in() if with_families else set()
    found = []
    for row in db.session.execute(query.order_by(Person.id)):
        person = KnownPerson(
            *row[:7], has_left=bool(row.has_left), roles=frozenset(roles.get(row.id, ())),
            guardian_id=row.guardian_id, household_id=row.household_id,
        )  # fmt: skip
        found.append(_with_family(person, row, came_in) if with_families else person)
    return found


def _with_family(person: KnownPerson, row: Any, came_in: set[int]) -> KnownPerson:
    owns_email, owns_phone = bool(row[11]), bool(row[12])
    person = replace(person, phone=row.phone, owns_email=owns_email, owns_phone=owns_phone,
                     came_in=owns_email or owns_phone or person.id in came_in)  # fmt: skip
    if person.guardian_id is None:
        return person
    needs = {name: getattr(row, name) for name in ("reads_easily", "prefers_call", "needs_interpreter")}
    return replace(person, **needs)


def _ties() -> list[KnownTie]:
    is_recorded = Guardianship.document_reference.is_not(None) | Guardianship.restriction.is_not(None)
    query = (
        select(
            Guardianship.id, Guardianship.pupil_id, Guardian.person_id, Guardianship.relation, Guardianship.custody,
            Guardianship.has_access, is_recorded,
        )
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .order_by(Guardianship.id)
    )  # fmt: skip
    return [
        KnownTie(*row[:4], custody=row.custody.value, has_access=row.has_access, is_recorded=bool(row[6]))
        for row in db.session.execute(query)
    ]


def _questions() -> dict[tuple[str, int], KnownQuestion]:
    found = {}
    for row in db.session.execute(select(LeftQuestion.__table__)):
        table = ("pupil", row.pupil_id) if row.pupil_id else ("person", row.person_id)
        found[table] = KnownQuestion(row.id, row.answer, row.asked_from.isoformat())
    return found
