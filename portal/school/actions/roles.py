"""What members of staff are here for, and which classes they teach."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from portal import audit, outbox
from portal.db import db
from portal.school.actions.changing import one_at_a_time
from portal.school.actions.refusals import LastWithRole, NotATeacher, NotThisYear
from portal.school.models import Person, Role, SchoolClass, StaffRole, Teaching
from portal.school.queries import classes_of_year, staff_with
from portal.school.queries.years import begun_year_ids, current_year
from portal.school.words import ROLES

# Without these nobody could give a role back, or answer for the school.
NEVER_EMPTY = (Role.OFFICE, Role.LEADER)


def set_roles(person: Person, roles: Iterable[Role], by: Person, *, now: datetime) -> None:
    """Give a person exactly these roles, and tell them. Who is no teacher any more teaches nothing.

    Raises LastWithRole.
    """
    # Of two who save the same at once, the second finds it saved.
    one_at_a_time()
    db.session.refresh(person, ["staff_roles"])
    wanted, before = frozenset(roles), person.roles
    if wanted == before:
        return
    check_last(person, before - wanted)
    person.staff_roles = [row for row in person.staff_roles if row.role in wanted]
    person.staff_roles += [StaffRole(role=role) for role in sorted(wanted - before)]
    if Role.TEACHER not in wanted:
        _end_teaching(person)
    detail = {"roles": [sorted(before), sorted(wanted)]}
    audit.did(by, "roles changed", person, now=now, detail=detail)
    outbox.queue(person, "school/messages/roles.txt", person, now=now, roles=[ROLES[role] for role in sorted(wanted)])


def check_last(person: Person, losing: Iterable[Role]) -> None:
    """Refuse that the last person with a role which the school needs loses it. Raises LastWithRole."""
    needed = [role for role in NEVER_EMPTY if role in set(losing)]
    if needed:
        # Of two who take each other's role away at once, the second finds the first.
        one_at_a_time()
    for role in needed:
        if not [other for other in staff_with(role) if other.id != person.id]:
            raise LastWithRole(role)


def teach(person: Person, classes: Iterable[SchoolClass], by: Person, *, now: datetime) -> None:
    """Teach exactly these classes of this school year. Raises NotATeacher, NotThisYear."""
    one_at_a_time()
    wanted = {each.id: each for each in classes}
    year = current_year()
    ours = {each.id: each for each in classes_of_year(year)} if year else {}
    if wanted and Role.TEACHER not in person.roles:
        raise NotATeacher
    if not wanted.keys() <= ours.keys():
        raise NotThisYear
    query = select(Teaching).where(Teaching.person_id == person.id, Teaching.class_id.in_(ours))
    before = {row.class_id: row for row in db.session.scalars(query)}
    for number in before.keys() - wanted.keys():
        db.session.delete(before[number])
    db.session.add_all(Teaching(person_id=person.id, class_id=number) for number in wanted.keys() - before.keys())
    if before.keys() != wanted.keys():
        names = [sorted(ours[number].name for number in numbers) for numbers in (before, wanted)]
        audit.did(by, "classes changed", person, now=now, detail={"classes": names})


def _end_teaching(person: Person) -> None:
    # Years that are over keep who taught them.
    year = current_year()
    past = select(SchoolClass.id).where(SchoolClass.year_id.in_(begun_year_ids()))
    past = past.where(SchoolClass.year_id != (year.id if year else 0))
    db.session.execute(delete(Teaching).where(Teaching.person_id == person.id, Teaching.class_id.not_in(past)))
