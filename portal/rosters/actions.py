"""Bringing a roster in: matching with who is known, adding, changing, counting who is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from portal.db import db
from portal.rosters import edexml
from portal.rosters.rules import Roster, RosterPupil, RosterRefused, RosterTeacher, is_stable
from portal.school import queries as school
from portal.school.models import Enrolment, Person, Pupil, Role, School, SchoolClass, SchoolYear, StaffRole, Teaching

LARGEST = 40 * 1024 * 1024
EMBLEMS = ("owl", "fox", "hedgehog", "whale", "bee", "tree", "kite", "boat")
# EDEXML's words for what staff do; whoever has another word is a teacher.
ROLES = {"DIR": Role.LEADER, "ADM": Role.OFFICE}
# A reader for each kind of file, by the ending of its name.
READERS: dict[str, Callable[[bytes], Roster]] = {".xml": edexml.read}

__all__ = ["Counts", "RosterRefused", "import_file", "import_roster"]


@dataclass
class Counts:
    """How many the file names, and what it changed; `missing` are known people whom the file does not name."""

    classes: int = 0
    pupils: int = 0
    staff: int = 0
    guardians: int = 0
    added: int = 0
    changed: int = 0
    missing: list[str] = field(default_factory=list)

    def report(self) -> str:
        """A line per count, as the command prints it."""
        counts = {name: getattr(self, name) for name in ("classes", "pupils", "staff", "guardians", "added", "changed")}
        return "\n".join(f"{name}: {number}" for name, number in (counts | {"missing": len(self.missing)}).items())


def import_file(path: Path, *, now: datetime) -> Counts:
    """Bring a file in. Raises RosterRefused with the reason and the place; the caller then keeps nothing."""
    if not path.is_file() or path.suffix.lower() not in READERS:
        raise RosterRefused("we read EDEXML files, whose names end in .xml")
    if path.stat().st_size > LARGEST:
        raise RosterRefused(f"the file is larger than {LARGEST // 1024 // 1024} MB")
    return import_roster(READERS[path.suffix.lower()](path.read_bytes()), now=now)


def import_roster(roster: Roster, *, now: datetime) -> Counts:
    """Add and change what the roster names; whoever is missing from it stays, and is counted."""
    _check_school(roster)
    counts = Counts(len(roster.classes), len(roster.pupils), len(roster.teachers))
    year = _year(roster.year)
    classes = _import_classes(roster, year, counts)
    _import_pupils(roster, year, classes, counts)
    _import_teachers(roster, classes, counts)
    return counts


def _check_school(roster: Roster) -> None:
    here = school.the_school()
    if here is None:
        db.session.add(School(name=roster.school_key, name_key=roster.school_key))
    elif here.is_demo:
        raise RosterRefused("this database holds the demo school; use a database of your own for a real roster")
    elif here.name_key and here.name_key != roster.school_key:
        raise RosterRefused("line 1, <school>: the file is of another school (its BRIN differs)")


def _year(name: str) -> SchoolYear:
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.name == name)).first()
    if year is None:
        start = int(name[:4])
        year = SchoolYear(name=name, starts_on=date(start, 8, 1), ends_on=date(start + 1, 7, 31))
        db.session.add(year)
        db.session.flush()
    return year


def _import_classes(roster: Roster, year: SchoolYear, counts: Counts) -> dict[str, SchoolClass]:
    known = {
        row.roster_key: row for row in db.session.scalars(select(SchoolClass).where(SchoolClass.year_id == year.id))
    }
    found = {}
    for number, row in enumerate(roster.classes):
        school_class = known.get(row.key)
        if school_class is None:
            emblem = EMBLEMS[number % len(EMBLEMS)]
            school_class = SchoolClass(
                year_id=year.id, roster_key=row.key, name=row.name, grade=row.grade, emblem=emblem
            )
            db.session.add(school_class)
            counts.added += 1
        else:
            counts.changed += _set(school_class, name=row.name, grade=row.grade)
        found[row.key] = school_class
    db.session.flush()
    counts.missing += [row.name for key, row in known.items() if key not in found]
    return found


def _import_pupils(roster: Roster, year: SchoolYear, classes: dict[str, SchoolClass], counts: Counts) -> None:
    known = list(db.session.scalars(select(Pupil).where(Pupil.left_on.is_(None))))
    by_key = {pupil.roster_key: pupil for pupil in known if pupil.roster_key}
    by_name = {(p.first_name, p.infix, p.last_name, p.born_on or ""): p for p in known}
    named, enrolled = set(), _enrolments(year)
    for row in roster.pupils:
        same_person = by_name.get((row.first_name, row.infix, row.last_name, row.born_on))
        pupil = by_key.get(row.key) if is_stable(row.key) else same_person
        is_new = pupil is None
        if pupil is None:
            pupil = Pupil(first_name=row.first_name, infix=row.infix, last_name=row.last_name)
            pupil.born_on, pupil.roster_key = row.born_on or None, row.key if is_stable(row.key) else None
            db.session.add(pupil)
        names = {"first_name": row.first_name, "infix": row.infix, "last_name": row.last_name}
        changed = _set(pupil, **names, born_on=row.born_on or None)
        db.session.flush([pupil]) if is_new else None
        changed |= _enrol(pupil, row, year, classes, enrolled.get(pupil.id, {}))
        counts.added += is_new
        counts.changed += changed and not is_new
        named.add(pupil.id)
    counts.missing += [pupil.full_name for pupil in known if pupil.id not in named]


def _enrolments(year: SchoolYear) -> dict[int, dict[int, Enrolment]]:
    found: dict[int, dict[int, Enrolment]] = {}
    for row in db.session.scalars(select(Enrolment).where(Enrolment.year_id == year.id)):
        found.setdefault(row.pupil_id, {})[row.class_id] = row
    return found


def _enrol(
    pupil: Pupil, row: RosterPupil, year: SchoolYear, classes: dict[str, SchoolClass], now_in: dict[int, Enrolment]
) -> bool:
    wanted = {classes[key].id: False for key in row.group_keys}
    if row.class_key is not None:
        wanted[classes[row.class_key].id] = True
    if {number: enrolment.is_own_class for number, enrolment in now_in.items()} == wanted:
        return False
    for enrolment in now_in.values():
        db.session.delete(enrolment)
    if now_in:
        # The old own class goes before the new one comes: a pupil has one.
        db.session.flush()
    db.session.add_all(
        Enrolment(pupil_id=pupil.id, class_id=number, year_id=year.id, is_own_class=is_own)
        for number, is_own in wanted.items()
    )
    return True


def _import_teachers(roster: Roster, classes: dict[str, SchoolClass], counts: Counts) -> None:
    known = list(db.session.scalars(select(Person).where(Person.roster_key.is_not(None))).unique())
    by_key = {person.roster_key: person for person in known}
    numbers = {school_class.id for school_class in classes.values()}
    for row in roster.teachers:
        person = by_key.get(row.key) or (school.person_by_email(row.email) if row.email else None)
        is_new = person is None
        if person is None:
            person = Person(
                first_name=row.first_name, infix=row.infix, last_name=row.last_name, email=row.email or None
            )
            person.staff_roles = [StaffRole(role=ROLES.get(row.role, Role.TEACHER))]
            db.session.add(person)
        changed = _set(person, first_name=row.first_name, infix=row.infix, last_name=row.last_name, roster_key=row.key)
        db.session.flush()
        changed |= _teach(person, row, classes, numbers)
        counts.added += is_new
        counts.changed += changed and not is_new
        by_key.pop(row.key, None)
    counts.missing += [person.full_name for person in by_key.values() if person.left_on is None]


def _teach(person: Person, row: RosterTeacher, classes: dict[str, SchoolClass], numbers: Iterable[int]) -> bool:
    wanted = {classes[key].id for key in row.class_keys}
    teaching = select(Teaching).where(Teaching.person_id == person.id, Teaching.class_id.in_(list(numbers)))
    now_in = {each.class_id: each for each in db.session.scalars(teaching)}
    for number in now_in.keys() - wanted:
        db.session.delete(now_in[number])
    db.session.add_all(Teaching(person_id=person.id, class_id=number) for number in wanted - now_in.keys())
    return now_in.keys() != wanted


def _set(row, **values) -> bool:
    """Set what differs; returns whether anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
