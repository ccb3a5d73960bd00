"""What a roster is made of: weekly shifts, days that are different, who stands in, and spans of days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Weeks(StrEnum):
    """In which weeks a shift is, by the number of the week on the calendar (ISO 8601)."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"

    def hold(self, day: date) -> bool:
        """Whether the week of this day is one of them."""
        is_odd = day.isocalendar().week % 2 == 1
        return self is Weeks.EVERY or is_odd == (self is Weeks.ODD)


@dataclass(frozen=True)
class Shift:
    """Somebody has a duty on a weekday (0 is Monday) between two times."""

    duty: int
    person: int
    weekday: int
    starts: time
    ends: time
    weeks: Weeks = Weeks.EVERY

    def covers(self, at: datetime) -> bool:
        return self.weekday == at.weekday() and self.starts <= at.time() < self.ends and self.weeks.hold(at.date())


@dataclass(frozen=True)
class Absence:
    """Somebody is not there on a day, the whole day or between two times."""

    person: int
    on: date
    starts: time | None = None
    ends: time | None = None

    def covers(self, at: datetime) -> bool:
        is_then = self.starts is None or self.ends is None or self.starts <= at.time() < self.ends
        return self.on == at.date() and is_then


@dataclass(frozen=True)
class Extra:
    """Somebody has a duty on one day, beside the weekly shifts; also in a holiday."""

    duty: int
    person: int
    on: date
    starts: time
    ends: time

    def covers(self, at: datetime) -> bool:
        return self.on == at.date() and self.starts <= at.time() < self.ends


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both of them too."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Substitution(Span):
    """`by` is called in the place of `person`, wherever that person would be."""

    person: int
    by: int
