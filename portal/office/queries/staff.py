"""The staff as the office sees it: who is here, who left, and what everybody teaches."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.db import db
from portal.school.models import Person, SchoolClass, StaffRole, Teaching
from portal.school.queries import current_year_id


def staff_and_left() -> tuple[list[Person], list[Person]]:
    """Everybody with a role: who is here, and who left; both by last name."""
    having = select(StaffRole.person_id)
    query = select(Person).where(Person.id.in_(having)).options(selectinload(Person.staff_roles))
    people = list(db.session.scalars(query.order_by(Person.last_name, Person.first_name, Person.id)).unique())
    return [each for each in people if each.left_on is None], [each for each in people if each.left_on is not None]


def classes_by_teacher() -> dict[int, list[str]]:
    """The names of the classes of this year that each person teaches, by the person's number."""
    query = select(Teaching.person_id, SchoolClass.name).join(SchoolClass, SchoolClass.id == Teaching.class_id)
    query = query.where(SchoolClass.year_id == current_year_id().scalar_subquery())
    found: dict[int, list[str]] = {}
    for person_id, name in db.session.execute(query.order_by(SchoolClass.name, SchoolClass.id)):
        found.setdefault(person_id, []).append(name)
    return found
