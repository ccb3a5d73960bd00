"""The kinds of aggression that the register knows, and when something can have happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LATEST_AHEAD = timedelta(minutes=5)
OLDEST = timedelta(days=366)


class Kind(StrEnum):
    """Forms of aggression (School & Veiligheid): verbal, non-verbal, physical, digital, or another."""

    VERBAL = "verbal"
    NON_VERBAL = "non_verbal"
    PHYSICAL = "physical"
    DIGITAL = "digital"
    OTHER = "other"


class Role(StrEnum):
    """Who was involved, without a name: what an incident needs to be counted and understood."""

    VISITOR = "visitor"
    PARENT = "parent"
    COLLEAGUE = "colleague"
    PUPIL = "pupil"
    UNKNOWN = "unknown"


class Police(StrEnum):
    """What the police had to do with it."""

    NONE = "none"
    CALLED = "called"
    CAME = "came"


def can_have_happened(happened_at: datetime, *, now: datetime) -> bool:
    """Not in the future (a clock may be a little ahead), and within the past year."""
    return now - OLDEST <= happened_at <= now + LATEST_AHEAD


@dataclass(frozen=True)
class Counted:
    """One line of the yearly figures: what is counted, how often, and as a share (0 to 1) of the most frequent."""

    what: object
    number: int
    share: float


def school_year_of(day: date) -> tuple[date, date]:
    """First and last day of the school year around a day; it begins on 1 August (Wpo, article 1)."""
    start = day.year if day.month >= 8 else day.year - 1
    return date(start, 8, 1), date(start + 1, 7, 31)


def by_month(days: Iterable[date], *, first: date) -> list[Counted]:
    """The twelve months from `first` on, also those in which nothing happened."""
    months = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(12)]
    return counted([day.replace(day=1) for day in days], lines=months)


def counted(things: Iterable, *, lines: Iterable) -> list[Counted]:
    """How often each line occurs among the things, in the order of the lines."""
    found = list(things)
    numbers = [(line, found.count(line)) for line in lines]
    most = max((number for _line, number in numbers), default=0)
    return [Counted(line, number, number / most if most else 0.0) for line, number in numbers]
