"""The staff of a roster: who is known, who is new, who teaches which class."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.db import db
from portal.rosters.actions.matching import change, matched
from portal.rosters.rules import Counts, Roster, RosterTeacher, is_stable, kept_key
from portal.school.models import Person, Role, SchoolClass, SchoolYear, StaffRole, Teaching

# EDEXML's words for what staff do; whoever has another word is a teacher.
ROLES = {"DIR": Role.LEADER, "ADM": Role.OFFICE}

Teams = dict[int, dict[int, Teaching]]


def import_staff(roster: Roster, year: SchoolYear, classes: dict[str, SchoolClass], counts: Counts) -> None:
    """Add and change staff and what they teach; counts what happened."""
    rows = _with_own_addresses(roster.teachers)
    everybody = select(Person).options(selectinload(Person.staff_roles)).order_by(Person.id)
    known, teams = list(db.session.scalars(everybody).unique()), _teams(year)
    people = matched(rows, known, lambda either: either.email or None, _same_name)
    named = {person.id for person in people.values()}
    for person in known:
        is_expected = person.left_on is None and (person.roster_key is not None or person.id in teams)
        counts.missing += [person.full_name] if is_expected and person.id not in named else []
    new = [row.key for row in rows if row.key not in people]
    people |= {key: Person() for key in new}
    taken = {person.email for person in known}
    changed = {row.key for row in rows if _change(people[row.key], row, taken)}
    db.session.add_all(people.values())
    db.session.flush()
    numbers = {school_class.id for school_class in classes.values()}
    changed |= {row.key for row in rows if _teach(people[row.key], row, classes, numbers, teams)}
    counts.added += len(new)
    counts.changed += len(changed.difference(new))


def _with_own_addresses(rows: list[RosterTeacher]) -> list[RosterTeacher]:
    """Without an address that two people share: nobody signs in as somebody else."""
    times = Counter(row.email for row in rows)
    return [row if times[row.email] == 1 else row.without_email() for row in rows]


def _same_name(either: RosterTeacher | Person) -> tuple | None:
    # A name alone says little: only where the file has no better, and only of staff.
    is_named_only = not is_stable(either.key) if isinstance(either, RosterTeacher) else either.is_staff
    return (either.first_name, either.infix, either.last_name) if is_named_only else None


def _change(person: Person, row: RosterTeacher, taken: set[str | None]) -> bool:
    if not person.is_staff:
        person.staff_roles.append(StaffRole(role=ROLES.get(row.role, Role.TEACHER)))
    names = {"first_name": row.first_name, "infix": row.infix, "last_name": row.last_name}
    # An address that somebody signs in with stays theirs.
    email = person.email or (row.email if row.email and row.email not in taken else None)
    return change(person, **names, email=email, roster_key=kept_key(row.key, person.roster_key))


def _teams(year: SchoolYear) -> Teams:
    """What everybody teaches this year: by person, then by class."""
    found: Teams = {}
    query = select(Teaching).join(SchoolClass, SchoolClass.id == Teaching.class_id)
    for row in db.session.scalars(query.where(SchoolClass.year_id == year.id)):
        found.setdefault(row.person_id, {})[row.class_id] = row
    return found


def _teach(
    person: Person, row: RosterTeacher, classes: dict[str, SchoolClass], numbers: set[int], teams: Teams
) -> bool:
    """Teach what the row names; a class that the file does not have is left as it is. Whether anything changed."""
    wanted = {classes[key].id for key in row.class_keys}
    now_in = {number: each for number, each in teams.get(person.id, {}).items() if number in numbers}
    for number in now_in.keys() - wanted:
        db.session.delete(now_in[number])
    db.session.add_all(Teaching(person_id=person.id, class_id=number) for number in wanted - now_in.keys())
    return now_in.keys() != wanted
