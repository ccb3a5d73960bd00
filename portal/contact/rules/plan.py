"""When the next contact is due, in the calendar of the school year; and at which hours a teacher is reminded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.conversations.rules import EVERY, Often


@dataclass(frozen=True)
class Holiday:
    """Days without school, the first and the last too."""

    starts_on: date
    ends_on: date


def every_of(agreed: Often | None, planned: Often | None) -> timedelta | None:
    """How often: as this home agreed, else as the class plans; None when nothing becomes due by itself."""
    often = agreed or planned
    return EVERY[often] if often else None


def due_on(last: date | None, begun: date, every: timedelta, *, ends_on: date, holidays: Collection[Holiday]) -> date:
    """The school day on which the next contact is due; the days of a holiday do not count.

    `begun` is when the plan or the agreement began to hold. After the last day of the year it is that last day.
    """
    day = max(last, begun) if last else begun
    left = every.days
    while left > 0 and day < ends_on:
        day += timedelta(days=1)
        left -= not any(each.starts_on <= day <= each.ends_on for each in holidays)
    while day < ends_on and not is_school_day(day, holidays):
        day += timedelta(days=1)
    return day


def is_school_day(day: date, holidays: Collection[Holiday]) -> bool:
    """Whether there is school on a day."""
    return day.weekday() < 5 and not any(each.starts_on <= day <= each.ends_on for each in holidays)


def is_working_hour(moment: datetime, hours: Mapping[int, tuple[time, time]], holidays: Collection[Holiday]) -> bool:
    """Whether a moment on the school's clock is one at which teachers work: `hours` by weekday, Monday is 0."""
    if not is_school_day(moment.date(), holidays) or moment.weekday() not in hours:
        return False
    starts, ends = hours[moment.weekday()]
    return starts <= moment.time() < ends
