"""Who is on duty, away or replaced at a moment on the school's own clock; summer time changes nothing about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from portal.chains.rules.shifts import Absence, Extra, Shift, Span, Substitution

# Until the school fills in its own: Monday to Friday.
USUAL_HOURS = {weekday: (time(8), time(17)) for weekday in range(5)}


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

    def of_day(self, day: date) -> "Roster":
        """The same for one day, without what is about other days: quicker to ask."""
        return replace(
            self,
            shifts=tuple(s for s in self.shifts if s.weekday == day.weekday() and s.weeks.hold(day)),
            absences=tuple(each for each in self.absences if each.on == day),
            extras=tuple(each for each in self.extras if each.on == day),
            substitutions=tuple(each for each in self.substitutions if each.holds(day)),
        )

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
