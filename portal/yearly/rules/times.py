"""School years, and how long something took: in the middle, and for nine in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median


@dataclass(frozen=True)
class Spans:
    """Of how many, the time in the middle and the time that nine in ten stayed within."""

    number: int
    middle: timedelta
    nine_in_ten: timedelta


def spans_of(spans: Iterable[timedelta]) -> Spans | None:
    """None when there is nothing to tell. The 90 % is by nearest rank: a time that really was."""
    ordered = sorted(spans)
    if not ordered:
        return None
    middle = timedelta(seconds=median(span.total_seconds() for span in ordered))
    return Spans(len(ordered), middle, ordered[ceil(0.9 * len(ordered)) - 1])


def full_months_until(first: date, last: date, today: date) -> date:
    """The last day that is counted for others: of whole months that are over, within the year of these two days.

    Two counts a day apart would tell what happened on that day. The day before the first: no month is over.
    """
    return max(first - timedelta(days=1), min(last, today.replace(day=1) - timedelta(days=1)))
