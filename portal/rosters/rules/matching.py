"""Whom the rows of a file mean among who is known."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from portal.rosters.rules.known import KnownClass, KnownPerson, KnownPupil
from portal.rosters.rules.roster import RosterClass, RosterPupil, RosterTeacher

Known = TypeVar("Known", KnownClass, KnownPupil, KnownPerson)
Row = RosterClass | RosterPupil | RosterTeacher


def is_stable(key: str) -> bool:
    """A key that starts with # is made up for one file (EDEXML 2.1) and says nothing about the next."""
    return not key.startswith("#")


def kept_key(key: str, known_key: str | None) -> str | None:
    """The key to keep: the file's own when it is stable."""
    return key if is_stable(key) else known_key


def matched(rows: Sequence[Row], known: Iterable[Known], *samenesses: Callable[[Any], Hashable]) -> dict[str, Known]:
    """Whom each row means, by the row's key; nobody is meant twice, and who is new is not in the answer.

    A stable key decides. Rows that it leaves take, in turn, whoever is the same in each of `samenesses`:
    what it gives for a row and for somebody known is compared, and None is the same as nobody.
    """
    known = list(known)
    by_key = {each.roster_key: each for each in known if each.roster_key}
    found = {row.key: by_key[row.key] for row in rows if is_stable(row.key) and row.key in by_key}
    for sameness in samenesses:
        free = _free(known, found, sameness)
        for row in rows:
            same = sameness(row)
            if row.key not in found and same is not None and free.get(same):
                found[row.key] = free[same].pop(0)
    return found


def match_the_only_ones(
    rows: Sequence[Row], known: Iterable[Known], found: dict[str, Known], sameness: Callable[[Any], Hashable]
) -> None:
    """Add to `found` who is the same when there is only one such row and only one such person."""
    left = [row for row in rows if row.key not in found]
    times = Counter(sameness(row) for row in left)
    free = _free(list(known), found, sameness)
    for row in left:
        same = sameness(row)
        if same is not None and times[same] == 1 and len(free.get(same, ())) == 1:
            found[row.key] = free[same].pop()


def name_key(either: Any) -> tuple[str, str]:
    """A name as it is compared: capitals, accents, apostrophes and spaces make no difference."""
    return plain(either.first_name), plain(f"{either.infix} {either.last_name}")


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _free(
    known: list[Known], found: dict[str, Known], sameness: Callable[[Any], Hashable]
) -> dict[Hashable, list[Known]]:
    taken = {id(each) for each in found.values()}
    free: dict[Hashable, list[Known]] = {}
    for each in known:
        if id(each) not in taken:
            free.setdefault(sameness(each), []).append(each)
    return free
