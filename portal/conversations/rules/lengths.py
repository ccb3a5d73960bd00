"""Conversations that are longer than a time: how many times after each other they take; pure decisions.

A conversation begins at the begin of a time. When that is too short, it also takes the times that follow, as long as
each begins at most `PAUSE` after the one before it ends; a longer time is taken whole. The times in between belong to
it as surely as its own: nobody else can have them until it moves or is cancelled.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

PAUSE = timedelta(minutes=15)


class Span(Protocol):
    """Anything with a begin and an end."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


T = TypeVar("T", bound=Span)


def taken_by(times: Sequence[T], length: timedelta) -> list[T]:
    """The first of these times and the ones after it that a conversation of this length takes; [] when they end early.

    `times` are those of one team from the wanted one on, in order.
    """
    taken: list[T] = []
    for time in times:
        if taken and time.starts_at - taken[-1].ends_at > PAUSE:
            return []
        taken.append(time)
        if time.ends_at - taken[0].starts_at >= length:
            return taken
    return []


def begins_for(times: Sequence[T], free: set[T], length: timedelta) -> set[T]:
    """Of a team's times, in order, those at which a conversation of this length can begin: all it takes is free."""
    found = set()
    for number, time in enumerate(times):
        taken = taken_by(times[number:], length)
        if taken and free.issuperset(taken):
            found.add(time)
    return found
