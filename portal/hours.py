"""When the school is open: the hours of a week, as PORTAL_SCHOOL_HOURS gives them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WRITTEN = re.compile(r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)")


@dataclass(frozen=True)
class Hours:
    """The same hours on some days of the week (0 is Monday)."""

    days: frozenset[int]
    opens: time
    closes: time

    def is_school_day(self, day: date) -> bool:
        return day.weekday() in self.days

    def is_open(self, local: datetime) -> bool:
        """Whether the school is open at this moment of its own clock."""
        return self.is_school_day(local.date()) and self.opens <= local.time() < self.closes


def read(text: str) -> Hours:
    """Read `mon-fri 08:00-17:00`; raises ValueError for anything else."""
    found = WRITTEN.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(text)
    first = DAYS.index(found["first"])
    last = DAYS.index(found["last"] or found["first"])
    opens, closes = time.fromisoformat(found["opens"]), time.fromisoformat(found["closes"])
    if opens >= closes:
        raise ValueError(text)
    number = (last - first) % 7
    return Hours(frozenset((first + step) % 7 for step in range(number + 1)), opens, closes)


# One deployment is one school: whoever asks about its day asks here.
_school: dict[str, Hours] = {}


def keep_to(text: str) -> None:
    """Say when the school of this deployment is open."""
    _school["hours"] = read(text)


def of_the_school() -> Hours:
    """The hours of this school."""
    return _school["hours"]
