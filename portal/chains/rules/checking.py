"""Whether a chain could end in nobody: each moment of the school's coming weeks is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from portal.chains.rules.calling import called
from portal.chains.rules.days import moments
from portal.chains.rules.parts import Plan
from portal.chains.rules.roster import Roster

# One person can be ill, in a lesson, or the one who needs help.
ENOUGH = 2

# For each step the people who have shown that they are reached on its channels.
Reach = Mapping[int, frozenset[int]]


class Fault(StrEnum):
    """What is wrong with a chain."""

    NO_STEPS = "no steps"
    EMPTY_STEP = "empty step"
    TOO_FEW = "too few"
    NOBODY = "nobody"
    ONE_ONLY = "one only"


@dataclass(frozen=True)
class Gap:
    """A span of one day in which this many people can be called, fewer than enough."""

    day: date
    starts: time
    ends: time
    people: int


@dataclass(frozen=True)
class Trouble:
    """A fault, in which step, or when first; `days` is on how many of the days that were looked at."""

    fault: Fault
    position: int = 0
    gap: Gap | None = None
    days: int = 1


def troubles(plan: Plan, roster: Roster, reach: Reach, at: datetime) -> list[Trouble]:
    """Everything for which this chain cannot be put in use; `at` is now on the school's clock."""
    if not plan.steps:
        return [Trouble(Fault.NO_STEPS)]
    empty = [Trouble(Fault.EMPTY_STEP, step.position) for step in plan.steps if not step.who]
    return empty + _too_few(plan, roster, reach, at) + _grouped(gaps(plan, roster, reach, at))


def gaps(plan: Plan, roster: Roster, reach: Reach, at: datetime) -> list[Gap]:
    """When fewer than enough people of the chain are there and can be reached, in order."""
    found: list[Gap] = []
    for that_day, day, starts, ends in moments(plan, roster, at):
        there = called(plan, that_day, datetime.combine(day, starts))
        people = {person for position, parts in there.items() for person in parts if person in reach[position]}
        if len(people) >= ENOUGH:
            continue
        last = found[-1] if found else None
        if last and (last.day, last.ends, last.people) == (day, starts, len(people)):
            found[-1] = replace(last, ends=ends)
        else:
            found.append(Gap(day, starts, ends, len(people)))
    return found


def new_gaps(before: Iterable[Gap], after: Iterable[Gap]) -> list[Gap]:
    """The gaps in which fewer people are left, at some minute, than there were before."""
    known = {minute: gap.people for gap in before for minute in _minutes(gap)}
    return [gap for gap in after if any(known.get(minute, ENOUGH) > gap.people for minute in _minutes(gap))]


def _minutes(gap: Gap) -> Iterator[tuple[date, int]]:
    starts, ends = (each.hour * 60 + each.minute for each in (gap.starts, gap.ends))
    return ((gap.day, minute) for minute in range(starts, ends))


def _too_few(plan: Plan, roster: Roster, reach: Reach, at: datetime) -> list[Trouble]:
    """Steps that ask for more people than they ever call at some moment."""
    found: dict[int, Gap] = {}
    for that_day, day, starts, ends in moments(plan, roster, at):
        there = called(plan, that_day, datetime.combine(day, starts))
        for step in plan.steps:
            people = [person for person in there.get(step.position, {}) if person in reach[step.position]]
            if step.who and 0 < len(people) < step.needed:
                found.setdefault(step.position, Gap(day, starts, ends, len(people)))
    return [Trouble(Fault.TOO_FEW, position, gap) for position, gap in sorted(found.items())]


def _grouped(found: list[Gap]) -> list[Trouble]:
    """The same hours of the same weekday are said once, with the first day."""
    alike: dict[tuple, list[Gap]] = {}
    for gap in found:
        alike.setdefault((gap.people, gap.day.weekday(), gap.starts, gap.ends), []).append(gap)
    return [
        Trouble(Fault.ONE_ONLY if same[0].people else Fault.NOBODY, gap=same[0], days=len(same))
        for same in alike.values()
    ]
