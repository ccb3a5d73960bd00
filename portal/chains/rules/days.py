"""Which days and hours a check of a chain looks at, and who has a duty when on one day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

from portal.chains.rules.parts import Plan
from portal.chains.rules.roster import Roster

# Two weeks hold every weekday of odd and of even weeks; twice that, for who looks a month ahead.
DAYS_AHEAD, TWO_WEEKS, LONGEST_HOLIDAY = 28, 14, 400
NO_PLAN = Plan(())


def moments(plan: Plan, roster: Roster, at: datetime) -> Iterator[tuple[Roster, date, time, time]]:
    """Every span from now on in which this chain is followed and nothing changes, with the roster of its day.

    `at` is now on the school's clock.
    """
    for day in _days(roster, at.date()):
        opened, that_day = _opened(plan, roster, day), roster.of_day(day)
        if opened is None:
            continue
        for starts, ends in pieces(that_day, day, opened, plan):
            is_over = day == at.date() and ends <= at.time()
            if not is_over and plan.is_asked(datetime.combine(day, starts)):
                yield that_day, day, starts, ends


def pieces(roster: Roster, day: date, within: tuple[time, time], plan: Plan = NO_PLAN) -> list[tuple[time, time]]:
    """The spans of a day between two changes: of a shift, an absence, or the hours of a chain."""
    things = (
        *(shift for shift in roster.shifts if shift.weekday == day.weekday()),
        *(each for each in (*roster.absences, *roster.extras) if each.on == day),
        plan.hours, *plan.but_not,
    )  # fmt: skip
    edges = {edge for thing in things for edge in (thing.starts, thing.ends) if edge is not None}
    return list(pairwise(sorted({*within, *(edge for edge in edges if within[0] < edge < within[1])})))


def duty_of_day(roster: Roster, duty: int, day: date) -> list[tuple[time, time, list[int]]]:
    """Who has a duty when on this day, in order; spans without anybody are left out."""
    found: list[tuple[time, time, list[int]]] = []
    for starts, ends in pieces(roster, day, (time.min, time.max)):
        people = roster.on_duty(duty, datetime.combine(day, starts))
        if found and found[-1][1:] == (starts, people):
            found[-1] = (found[-1][0], ends, people)
        elif people:
            found.append((starts, ends, people))
    return found


def _opened(plan: Plan, roster: Roster, day: date) -> tuple[time, time] | None:
    """The hours of a day that count: the chain's own, else those of the school."""
    if plan.hours.starts is not None and plan.hours.ends is not None:
        return (plan.hours.starts, plan.hours.ends) if day.weekday() in plan.hours.weekdays else None
    return roster.hours.get(day.weekday())


def _days(roster: Roster, today: date) -> list[date]:
    """The coming weeks with school, and later days on which something is different."""
    ahead = (today + timedelta(days=n) for n in range(LONGEST_HOLIDAY))
    usual = set(islice((day for day in ahead if not roster.is_holiday(day)), DAYS_AHEAD))
    special = {each.on for each in (*roster.absences, *roster.extras)}
    for each in roster.substitutions:
        starts = max(each.starts_on, today)
        days = (starts + timedelta(days=n) for n in range(TWO_WEEKS))
        special |= {day for day in days if day <= each.ends_on}
    return sorted(usual | {day for day in special if day >= today and not roster.is_holiday(day)})
