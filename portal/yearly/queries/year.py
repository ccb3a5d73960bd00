"""A school year in numbers, as it is and without words; who may see small numbers is decided where it is shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal import i18n
from portal.school import queries as school
from portal.yearly.queries.after import Calls, aftercare_between, calls_between
from portal.yearly.queries.beside import counted_beside
from portal.yearly.queries.incidents import counted_between
from portal.yearly.rules import Dimension


@dataclass(frozen=True)
class Year:
    """What was counted from `first` until and with `until`, of the school year that ends on `last`.

    `places` are all of the school's, by number, in order: also where nothing happened. `aftercare`: in time, and not.
    """

    first: date
    last: date
    until: date
    number: int
    by: dict[Dimension, Counter]
    places: dict[int, str]
    calls: Calls
    drills: Calls
    aftercare: tuple[int, int]
    beside: dict[str, Counter]


def year_between(first: date, last: date, until: date, *, now: datetime) -> Year:
    """Everything that the figures tell about these days."""
    start, end = i18n.at_school(first), i18n.at_school(until + timedelta(days=1))
    number, by = counted_between(start, end)
    return Year(
        first, last, until, number, by, {each.id: each.name for each in school.places()},
        calls_between(start, end, are_drills=False), calls_between(start, end, are_drills=True),
        aftercare_between(start, end, now=now),
        counted_beside(start, end, now),
    )  # fmt: skip
