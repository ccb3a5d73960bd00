"""Who is on duty, away or replaced at a moment on the school's own clock; summer time changes nothing about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

# Until the school fills in its own: Monday to Friday.
USUAL_HOURS = {weekday: (time(8), time(17)) for weekday in range(5)}


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


@dataclass(frozen=True)
class Roster:
    """All that decides who is there; `staff` are the numbers of those who still work here."""

    staff: frozenset[int]
    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()
    extras: tuple[Extra, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    holidays: tuple[Span, ...] = ()
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    hours: Mapping[int, tuple[time, time]] = field(default_factory=lambda: USUAL_HOURS)

    def is_holiday(self, day: date) -> bool:
        return any(span.holds(day) for span in self.holidays)

    def is_away(self, person: int, at: datetime) -> bool:
        return any(each.person == person and each.covers(at) for each in self.absences)

    def substitute_of(self, person: int, at: datetime) -> int | None:
        """Who is called in this person's place on this day."""
        return next((each.by for each in self.substitutions if each.person == person and each.holds(at.date())), None)

    def on_duty(self, duty: int, at: datetime) -> list[int]:
        """Who has this duty now, with those who stand in, without those who are away."""
        rota = () if self.is_holiday(at.date()) else self.shifts
        having = [shift.person for shift in (*rota, *self.extras) if shift.duty == duty and shift.covers(at)]
        return self.there(having, at)

    def there(self, people: Iterable[int], at: datetime) -> list[int]:
        """Of these people who can be called now, each once; a substitute in the place of who is replaced."""
        instead = [self.substitute_of(person, at) or person for person in people]
        return [person for person in dict.fromkeys(instead) if person in self.staff and not self.is_away(person, at)]
