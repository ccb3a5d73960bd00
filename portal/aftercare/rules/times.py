"""When each step is due: hours are real hours, days are those of the school's own clock and calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from portal.aftercare.rules.words import Kind

FIRST_HOURS = timedelta(hours=2)
END_OF_DAY = time(21)
# What is heard of in the evening still gets this long.
EVENING = timedelta(hours=4)
RECEPTION = timedelta(hours=72)
# The days between which a later step falls, counted from the first one; the last is the latest that it may be.
DAYS = {Kind.TWO_WEEKS: (10, 14), Kind.SIX_WEEKS: (42, 56)}
MORE_AFTER_DAYS = 7
OFFER_AFTER_DAYS = 14
# How long after somebody was not reached it is tried again.
AGAIN_AFTER = {Kind.FIRST_HOURS: timedelta(minutes=30), Kind.SAME_DAY: timedelta(hours=1)}
AGAIN_NEXT = timedelta(hours=20)
SOME_DAYS = 5


@dataclass(frozen=True)
class SchoolTime:
    """The school's clock and calendar: weekdays (0 is Monday) with their hours, and which days are holidays."""

    zone: tzinfo
    hours: Mapping[int, tuple[time, time]]
    is_holiday: Callable[[date], bool]

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)

    def is_school_day(self, day: date) -> bool:
        return day.weekday() in self.hours and not self.is_holiday(day)

    def closes(self, day: date) -> datetime:
        return self.at(day, self.hours[day.weekday()][1] if day.weekday() in self.hours else time(17))


@dataclass(frozen=True)
class Window:
    """From when on a step can be done, and when it is late."""

    from_at: datetime
    due_at: datetime


def window(kind: Kind, begun_at: datetime, school: SchoolTime, *, after_days: int = 0) -> Window:
    """The span of one step of what began then; `after_days` for a step that is not in the plan, from that moment."""
    begun_at = begun_at.astimezone(UTC)
    today = school.day_of(begun_at)
    if kind is Kind.FIRST_HOURS:
        return Window(begun_at, begun_at + FIRST_HOURS)
    end_of_day = max(school.at(today, END_OF_DAY), begun_at + EVENING)
    if kind is Kind.SAME_DAY:
        return Window(begun_at, end_of_day)
    if kind is Kind.RECEPTION:
        due_at = _before(school, begun_at + RECEPTION, earliest=today + timedelta(days=1))
        return Window(begun_at, max(due_at, end_of_day))
    first, last = DAYS.get(kind, (max(0, after_days - SOME_DAYS), after_days))
    earliest = today + timedelta(days=first)
    due_at = _before(school, school.closes(today + timedelta(days=last)), earliest=earliest)
    return Window(min(max(begun_at, school.at(earliest, time(8))), due_at), max(due_at, begun_at + EVENING))


def _before(school: SchoolTime, latest: datetime, *, earliest: date) -> datetime:
    """This moment; on a day without school the end of the last school day before it, when there is one in time."""
    day = school.day_of(latest)
    if school.is_school_day(day):
        return latest
    while day > earliest:
        day -= timedelta(days=1)
        if school.is_school_day(day):
            return school.closes(day)
    return latest
