"""Which days of a measure are watched, and when somebody hears of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Within so long an objection can be made, and within so long after it came it is answered.
OBJECTION_TERM = timedelta(weeks=6)


class Due(StrEnum):
    """What has its day."""

    HEARING = "hearing"
    REVIEW = "review"
    TALK = "talk"
    END = "end"
    OBJECTION = "objection"


# So long before the day itself somebody hears of it; on the day once more.
BEFORE = {
    Due.HEARING: timedelta(days=1),
    Due.REVIEW: timedelta(days=7),
    Due.TALK: timedelta(days=7),
    Due.END: timedelta(days=14),
    Due.OBJECTION: timedelta(days=7),
}


@dataclass(frozen=True)
class Watched:
    """One thing that has to be done at the latest on its day."""

    due: Due
    day: date

    def is_near(self, today: date) -> bool:
        """Whether it is time to think of it; also when the day has passed."""
        return self.day - BEFORE[self.due] <= today


def next_reminder(watched: Iterable[Watched], *, after: date) -> date | None:
    """The next day on which somebody hears of something; None when nothing more is coming."""
    days = (day for each in watched for day in (each.day - BEFORE[each.due], each.day))
    return min((day for day in days if day > after), default=None)
