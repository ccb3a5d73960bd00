"""Bringing a roster in: its school, year and classes here; pupils and staff in modules of their own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import select

from portal.db import db
from portal.rosters import edexml
from portal.rosters.actions.matching import change, matched
from portal.rosters.actions.pupils import import_pupils
from portal.rosters.actions.staff import import_staff
from portal.rosters.rules import Counts, Roster, RosterRefused, kept_key
from portal.school import queries as school
from portal.school.actions import year_named
from portal.school.models import School, SchoolClass, SchoolYear

# A file of 400 pupils has 0.2 MB. The reader holds about a hundred times the size of the file in memory.
LARGEST = 10 * 1024 * 1024
EMBLEMS = ("owl", "fox", "hedgehog", "whale", "bee", "tree", "kite", "boat")
# A reader for each kind of file, by the ending of its name.
READERS: dict[str, Callable[[bytes], Roster]] = {".xml": edexml.read}

__all__ = ["LARGEST", "Counts", "RosterRefused", "import_file", "import_roster"]


def import_file(path: Path) -> Counts:
    """Bring a file in. Raises RosterRefused with the reason and the place; the caller then keeps nothing."""
    content = _content(path)
    return import_roster(READERS[path.suffix.lower()](content))


def import_roster(roster: Roster) -> Counts:
    """Add and change what the roster names; whoever is missing from it stays, and is counted."""
    _check_school(roster)
    counts = Counts(len(roster.classes), len(roster.pupils), len(roster.teachers))
    year = _year(roster.year)
    classes = _import_classes(roster, year, counts)
    import_pupils(roster, year, classes, counts)
    import_staff(roster, year, classes, counts)
    return counts


def _content(path: Path) -> bytes:
    if path.is_dir() or path.suffix.lower() not in READERS:
        raise RosterRefused("we read EDEXML files, whose names end in .xml")
    try:
        if path.stat().st_size > LARGEST:
            raise RosterRefused(f"the file is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise RosterRefused("there is no such file") from None
    except OSError:
        raise RosterRefused("the file cannot be read") from None


def _check_school(roster: Roster) -> None:
    here = school.the_school()
    if here is None:
        db.session.add(School(name=roster.school_key, name_key=roster.school_key))
    elif here.is_demo:
        raise RosterRefused("this database holds the demo school; use a database of your own for a real roster")
    elif here.name_key and here.name_key != roster.school_key:
        raise RosterRefused("<school>, <brincode>: the file is of another school (its BRIN differs)")
    else:
        here.name_key = roster.school_key


def _year(name: str) -> SchoolYear:
    start = int(name[:4])
    return year_named(name, date(start, 8, 1), date(start + 1, 7, 31))


def _import_classes(roster: Roster, year: SchoolYear, counts: Counts) -> dict[str, SchoolClass]:
    known = list(db.session.scalars(select(SchoolClass).where(SchoolClass.year_id == year.id).order_by(SchoolClass.id)))
    classes = matched(roster.classes, known, lambda either: either.name)
    counts.missing += [row.name for row in known if row not in classes.values()]
    for number, row in enumerate(roster.classes):
        is_new = row.key not in classes
        if is_new:
            classes[row.key] = SchoolClass(year_id=year.id, emblem=EMBLEMS[number % len(EMBLEMS)])
        there = classes[row.key]
        is_changed = change(there, name=row.name, grade=row.grade, roster_key=kept_key(row.key, there.roster_key))
        counts.added += is_new
        counts.changed += is_changed and not is_new
    db.session.add_all(classes.values())
    db.session.flush()
    return classes
