"""Whom the rows of a file mean among who is known, and setting what differs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from portal.rosters.rules import RosterClass, RosterPupil, RosterTeacher, is_stable
from portal.school.models import Person, Pupil, SchoolClass

Known = TypeVar("Known", SchoolClass, Pupil, Person)


def matched(
    rows: Sequence[RosterClass | RosterPupil | RosterTeacher],
    known: Iterable[Known],
    *samenesses: Callable[[Any], Hashable],
) -> dict[str, Known]:
    """Whom each row means, by the row's key; nobody is meant twice, and who is new is not in the answer.

    A stable key decides. Rows that it leaves take, in turn, whoever is the same in each of `samenesses`:
    what it gives for a row and for somebody known is compared, and None is the same as nobody.
    """
    by_key = {each.roster_key: each for each in known if each.roster_key}
    found = {row.key: by_key[row.key] for row in rows if is_stable(row.key) and row.key in by_key}
    for sameness in samenesses:
        taken = {id(each) for each in found.values()}
        free: dict[Hashable, list[Known]] = {}
        for each in known:
            if id(each) not in taken:
                free.setdefault(sameness(each), []).append(each)
        for row in rows:
            same = sameness(row)
            if row.key not in found and same is not None and free.get(same):
                found[row.key] = free[same].pop(0)
    return found


def change(there: object, **values: object) -> bool:
    """Set what differs; returns whether anything did."""
    different = {name: value for name, value in values.items() if getattr(there, name) != value}
    for name, value in different.items():
        setattr(there, name, value)
    return bool(different)
