"""Conversations that are longer than a time: how many times after each other they take; pure decisions.

A conversation begins at the begin of a time. When that is too short, it also takes the times that follow, as long as
each begins at most `PAUSE` after the one before it ends; a longer time is taken whole. The times in between belong to
it as surely as its own: nobody else can have them until it moves or is cancelled.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=15)

Span = tuple[datetime, datetime]


def taken_by(times: Sequence[Span], length: timedelta) -> int:
    """How many of these times a conversation of this length takes from the first one on; 0 when they end too early.

    `times` are begin and end of those of one team from the wanted one on, in order.
    """
    before = None
    for number, (begin, end) in enumerate(times, start=1):
        if before is not None and begin - before > PAUSE:
            return 0
        if end - times[0][0] >= length:
            return number
        before = end
    return 0


def begins_for(times: Sequence[Span], is_free: Sequence[bool], length: timedelta) -> list[bool]:
    """For each of a team's times, in order, whether a conversation of this length can begin: all it takes is free."""
    found = []
    for number, _time in enumerate(times):
        taken = taken_by(times[number:], length)
        found.append(taken > 0 and all(is_free[number : number + taken]))
    return found
