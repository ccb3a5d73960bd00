"""Times for all children of a family: the best after each other first; pure decisions.

Best is what keeps a family at school for the shortest time, then what is earliest. Between two teams they walk;
two children with the same team can be back to back.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations

MOST_CHILDREN = 4
LONGEST_STAY = timedelta(hours=4)


@dataclass(frozen=True, order=True)
class Time:
    """A span at which a conversation can be: `slot` is its number, `team` whose time it is."""

    starts_at: datetime
    ends_at: datetime
    slot: int
    team: int


def proposals(
    wanted: Sequence[Sequence[Time]], *, walking: timedelta, busy: Sequence[tuple[datetime, datetime]] = (),
    number: int = 3,
) -> list[tuple[Time, ...]]:  # fmt: skip
    """For each child a time, in the order of `wanted`, the best set first; [] when no set exists.

    `busy` are spans in which the family is somewhere in the school already. A child with one possible time is one
    that has it. Never the same set twice.
    """
    if not 2 <= len(wanted) <= MOST_CHILDREN:
        return []
    choices = [sorted(time for time in times if _is_free(time, busy)) for times in wanted]
    found = {_in_order_of_children(order, row) for order, row in _rows(choices, walking)}
    return sorted(found, key=_rank)[:number]


def fits(chosen: Sequence[Time], *, walking: timedelta = timedelta()) -> bool:
    """Whether a family can be at all of these: each is another time, and there is time to walk between two teams."""
    row = sorted(chosen)
    return all(_next_from(a, b.team, walking) <= b.starts_at for a, b in zip(row, row[1:], strict=False))


class _Soonest:
    """One child's times, to find the one that ends first of those that begin at or after a moment."""

    def __init__(self, times: Sequence[Time]):
        self.times = times
        self.starts = [time.starts_at for time in times]
        self.team = times[0].team if times else 0
        self.best = list(times)
        for n in range(len(times) - 2, -1, -1):
            self.best[n] = min(times[n], self.best[n + 1], key=lambda time: (time.ends_at, time))

    def after(self, time: Time, walking: timedelta) -> Time | None:
        number = bisect_left(self.starts, _next_from(time, self.team, walking))
        return self.best[number] if number < len(self.best) else None


def _rows(choices: Sequence[Sequence[Time]], walking: timedelta) -> Iterator[tuple[tuple[int, ...], list[Time]]]:
    # In a given order and from a given first time on, taking whatever ends first is never worse.
    soonest = [_Soonest(times) for times in choices]
    for order in permutations(range(len(choices))):
        for first in choices[order[0]]:
            row = [first]
            for child in order[1:]:
                found = soonest[child].after(row[-1], walking)
                if found is None:
                    break
                row.append(found)
            if len(row) == len(choices) and row[-1].ends_at - first.starts_at <= LONGEST_STAY:
                yield order, row


def _next_from(time: Time, team: int, walking: timedelta) -> datetime:
    return time.ends_at if time.team == team else time.ends_at + walking


def _in_order_of_children(order: tuple[int, ...], row: list[Time]) -> tuple[Time, ...]:
    return tuple(time for _child, time in sorted(zip(order, row, strict=True), key=lambda pair: pair[0]))


def _rank(row: tuple[Time, ...]) -> tuple:
    begin, end = min(t.starts_at for t in row), max(t.ends_at for t in row)
    return end - begin, begin, row


def _is_free(time: Time, busy: Sequence[tuple[datetime, datetime]]) -> bool:
    return all(end <= time.starts_at or time.ends_at <= start for start, end in busy)
