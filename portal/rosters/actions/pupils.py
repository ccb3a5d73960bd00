"""The pupils of a roster: who is known, who is new, who moved to another class."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.db import db
from portal.rosters.actions.matching import change, matched
from portal.rosters.rules import Counts, Roster, RosterPupil, is_stable, kept_key
from portal.school.models import Enrolment, Pupil, SchoolClass, SchoolYear


def import_pupils(roster: Roster, year: SchoolYear, classes: dict[str, SchoolClass], counts: Counts) -> None:
    """Add and change pupils and put them in their classes; counts what happened."""
    # Who left is known too: a file often names them longer, and they stay marked as left.
    known = list(db.session.scalars(select(Pupil).options(undefer(Pupil.born_on)).order_by(Pupil.id)))
    pupils = matched(roster.pupils, known, _what_is_the_same)
    named = {pupil.id for pupil in pupils.values()}
    counts.missing += [pupil.full_name for pupil in known if pupil.id not in named and pupil.left_on is None]
    new = [row.key for row in roster.pupils if row.key not in pupils]
    pupils |= {key: Pupil() for key in new}
    changed = {row.key for row in roster.pupils if _change(pupils[row.key], row)}
    db.session.add_all(pupils.values())
    db.session.flush()
    changed |= _enrol(roster.pupils, pupils, year, classes)
    counts.added += len(new)
    counts.changed += len(changed.difference(new))


def _what_is_the_same(either: RosterPupil | Pupil) -> tuple | None:
    if isinstance(either, RosterPupil) and is_stable(either.key) and not either.born_on:
        # The key says that this is somebody else, and a name alone does not contradict it.
        return None
    return either.first_name, either.infix, either.last_name, either.born_on or ""


def _change(pupil: Pupil, row: RosterPupil) -> bool:
    names = {"first_name": row.first_name, "infix": row.infix, "last_name": row.last_name}
    return change(pupil, **names, born_on=row.born_on or None, roster_key=kept_key(row.key, pupil.roster_key))


def _enrol(
    rows: list[RosterPupil], pupils: dict[str, Pupil], year: SchoolYear, classes: dict[str, SchoolClass]
) -> set[str]:
    """Put pupils in the classes that the rows name and in no other of this year; returns the keys of who moved."""
    now_in = _enrolments(year)
    moved, coming = set(), []
    for row in rows:
        pupil, wanted = pupils[row.key], _wanted(row, classes)
        there = now_in.get(pupil.id, {})
        if {number: enrolment.is_own_class for number, enrolment in there.items()} == wanted:
            continue
        moved.add(row.key)
        for enrolment in there.values():
            db.session.delete(enrolment)
        coming += [
            Enrolment(pupil_id=pupil.id, class_id=number, year_id=year.id, is_own_class=is_own)
            for number, is_own in wanted.items()
        ]
    # The old own class goes before the new one comes: a pupil has one.
    db.session.flush()
    db.session.add_all(coming)
    return moved


def _wanted(row: RosterPupil, classes: dict[str, SchoolClass]) -> dict[int, bool]:
    """The number of each class, and whether it is the pupil's own."""
    wanted = {classes[key].id: False for key in row.group_keys}
    if row.class_key is not None:
        wanted[classes[row.class_key].id] = True
    return wanted


def _enrolments(year: SchoolYear) -> dict[int, dict[int, Enrolment]]:
    found: dict[int, dict[int, Enrolment]] = {}
    for row in db.session.scalars(select(Enrolment).where(Enrolment.year_id == year.id)):
        found.setdefault(row.pupil_id, {})[row.class_id] = row
    return found
