"""A request to see what the register says: what it is for, where it stands, and by when it is answered."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

# One month, and two more when it is complex and the asker is told why: GDPR, article 12(3).
ANSWERED_WITHIN = 1
EXTENDED_BY = 2
WARNED_BEFORE = timedelta(days=7)
# How long a copy can be fetched after it was released.
FETCH_FOR = timedelta(days=14)
# That somebody asked, and what became of it: GDPR, article 5(2).
RECORDS_KEPT = timedelta(days=730)


class Purpose(StrEnum):
    """For whom a copy is: somebody it is about (others are masked), or the school's own file (as it stands)."""

    SUBJECT = "subject"
    SCHOOL = "school"


class Stage(StrEnum):
    """Where a request stands. To check: one person prepared it, another one releases it."""

    OPEN = "open"
    TO_CHECK = "to_check"
    MAKING = "making"
    RELEASED = "released"
    REFUSED = "refused"


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
