"""What is counted of an incident, in every way in which the year is looked at; a new way is one line."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

# Hours before and after these two are counted with them: the school is closed.
FIRST_HOUR, LAST_HOUR = 7, 17

NOT_SAID = None


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident as the figures know it: the moment on the school's clock, and facts that name nobody.

    A fact with several values is a tuple.
    """

    at: datetime
    facts: Mapping[str, Any]


class Dimension(StrEnum):
    """The ways in which the incidents of a year are counted, in the order of the page."""

    MONTH = "month"
    KIND = "kind"
    FORM = "forms"
    SERIOUSNESS = "seriousness"
    PLACE = "place"
    WEEKDAY = "weekday"
    HOUR = "hour"
    ROLE = "roles"
    MEANS = "means"
    NORM_LINE = "norm_line"
    HURT = "somebody_hurt"
    SAW = "children_saw"
    POLICE = "police"


def _fact(key: str) -> Callable[[Happened], Any]:
    return lambda row: row.facts.get(key, NOT_SAID)


def _hour(row: Happened) -> int:
    return min(max(row.at.hour, FIRST_HOUR), LAST_HOUR)


# One value of an incident, or a tuple of several; what was not said is counted as that.
DIMENSIONS: dict[Dimension, Callable[[Happened], Any]] = {each: _fact(each.value) for each in Dimension} | {
    Dimension.MONTH: lambda row: row.at.month,
    Dimension.WEEKDAY: lambda row: row.at.weekday(),
    Dimension.HOUR: _hour,
}


def counted(rows: Sequence[Happened]) -> dict[Dimension, Counter]:
    """How often each value occurs in each dimension; of several values each once an incident."""
    return {each: _spread(Counter(map(value, rows))) for each, value in DIMENSIONS.items()}


def _spread(found: Counter) -> Counter:
    """Of incidents with several values the number goes to each; the few that differ are looked at, not every row."""
    spread: Counter = Counter()
    for value, number in found.items():
        for each in dict.fromkeys(value or (NOT_SAID,)) if isinstance(value, tuple) else (value,):
            spread[each] += number
    return spread
