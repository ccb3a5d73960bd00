"""How long a letter works, how a guardian stands, and how a birth date is read; pure decisions."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal import codes

LIVES = timedelta(days=60)
# Counted from the day that is printed on the letter: until then whoever holds it is told honestly that it is over.
KEPT_FOR = timedelta(days=30)
# A child's birth date is one of some four thousand days: whoever guesses runs out of tries for good.
MOST_WRONG_DATES = 10
OLDEST_YEAR = 1990


class Ending(StrEnum):
    """Why a letter's code opens nothing any more."""

    USED = "used"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    NOT_ME = "not me"


class Standing(StrEnum):
    """How a guardian stands: in, holding a letter that works, one that is over, none; or needing none."""

    IN = "in"
    LIVING = "living"
    OVER = "over"
    NOT_ME = "not me"
    NONE = "none"
    STAFF = "staff"


NEEDS_A_LETTER = (Standing.NONE, Standing.OVER, Standing.NOT_ME)


def is_living(*, ended_at: datetime | None, expires_at: datetime, wrong_dates: int, now: datetime) -> bool:
    """Whether the code of a letter still opens an account."""
    return ended_at is None and expires_at > now and wrong_dates < MOST_WRONG_DATES


def standing(*, is_staff: bool, is_in: bool, ending: Ending | None, has_one: bool, is_living: bool) -> Standing:
    """How a guardian stands, from the newest letter and whether the guardian ever came in."""
    if is_staff:
        return Standing.STAFF
    if is_living:
        return Standing.LIVING
    if ending is Ending.NOT_ME:
        return Standing.NOT_ME
    if is_in:
        return Standing.IN
    return Standing.OVER if has_one else Standing.NONE


def read_date(text: str, *, today: date) -> date | None:
    """A birth date as people write it: 03-05-2017, 3/5/17, 03052017, 2017-05-03, in the digits of any script.

    The day comes before the month, as in the Netherlands. None when it is no day that a pupil can be born on.
    """
    numbers = re.findall(r"[0-9]+", codes.with_plain_digits(text))
    found = (_day(parts, today) for parts in _readings(numbers))
    return next((day for day in found if day is not None), None)


def _readings(numbers: list[str]) -> list[tuple[str, str, str]]:
    """Day, month and year in the order in which the numbers may be meant."""
    if len(numbers) == 3:
        first, second, third = numbers
        return [(third, second, first)] if len(first) == 4 else [(first, second, third)]
    if len(numbers) == 1 and len(numbers[0]) in (6, 8):
        (all_in_one,) = numbers
        by_day = (all_in_one[:2], all_in_one[2:4], all_in_one[4:])
        return [by_day, (all_in_one[6:], all_in_one[4:6], all_in_one[:4])]
    return []


def _day(parts: tuple[str, str, str], today: date) -> date | None:
    if any(len(part) > 4 or not part for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        found = date(year + 2000 if len(parts[2]) <= 2 else year, month, day)
    except ValueError:
        return None
    return found if found.year >= OLDEST_YEAR and found <= today else None
