"""Which times a round has, until when one can be booked, and what fits a family's day; pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from portal.conversations.rules.words import Stage

CLOSES_BEFORE = timedelta(hours=2)
SHORTEST, LONGEST = 5, 120
MOST_TIMES = 400

T = TypeVar("T")


@dataclass(frozen=True)
class Window:
    """A span in which a team receives families; both ends aware, on the same day."""

    starts_at: datetime
    ends_at: datetime


def times_in(windows: Sequence[Window], *, minutes: int, gap: int) -> list[datetime]:
    """The starts of all conversations that fit: in order, each `minutes` long and `gap` apart.

    Counted in real minutes (UTC), so that a change to winter time neither doubles nor loses one.
    """
    step, length, found = timedelta(minutes=minutes + gap), timedelta(minutes=minutes), set()
    for window in windows:
        start, end = window.starts_at.astimezone(UTC), window.ends_at.astimezone(UTC)
        while start + length <= end and len(found) <= MOST_TIMES:
            found.add(start)
            start += step
    return sorted(found)


def overlapping(windows: Sequence[Window]) -> bool:
    """Whether two windows cover the same time; touching is fine."""
    ordered = sorted(windows, key=lambda window: window.starts_at)
    return any(earlier.ends_at > later.starts_at for earlier, later in zip(ordered, ordered[1:], strict=False))


def is_bookable(
    starts_at: datetime, *, stage: Stage, is_blocked: bool, now: datetime, lead: timedelta = CLOSES_BEFORE,
    goes_first: bool = False,
) -> bool:  # fmt: skip
    """Whether a family may still take this time: each closes by its own lead time.

    `goes_first`: the family has several children in the round, and a day more to choose.
    """
    is_open = stage is Stage.OPEN or (goes_first and stage is Stage.HEAD_START)
    return is_open and not is_blocked and now <= starts_at - lead


def clashes(starts_at: datetime, ends_at: datetime, others: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether this span overlaps one of the others; back to back is fine."""
    return any(starts_at < other_end and other_start < ends_at for other_start, other_end in others)


def nearest(wanted: datetime, free: Iterable[tuple[datetime, T]], *, number: int = 3) -> list[T]:
    """The things whose times are nearest to the wanted one, in the order of the day."""
    closest = sorted(free, key=lambda pair: (abs(pair[0] - wanted), pair[0]))[:number]
    return [thing for _at, thing in sorted(closest, key=lambda pair: pair[0])]
