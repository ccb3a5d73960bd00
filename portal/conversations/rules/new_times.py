"""Laying a team's times anew around the conversations that stay; pure decisions."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from portal.conversations.rules.times import Window, times_in

LONGEST_GAP = timedelta(minutes=60)

Span = tuple[datetime, datetime]


def is_inside(starts_at: datetime, ends_at: datetime, windows: Sequence[Window]) -> bool:
    """Whether a conversation lies whole in one of the windows."""
    return any(window.starts_at <= starts_at and ends_at <= window.ends_at for window in windows)


def laid_around(windows: Sequence[Window], held: Sequence[Span], *, minutes: int, gap: int) -> list[datetime]:
    """The starts of all conversations that fit beside those that are held in the windows, `gap` from each."""
    free = list(windows)
    pause = timedelta(minutes=gap)
    for starts_at, ends_at in sorted(held):
        free = [part for window in free for part in _without(window, starts_at - pause, ends_at + pause)]
    return times_in(free, minutes=minutes, gap=gap)


def _without(window: Window, starts_at: datetime, ends_at: datetime) -> list[Window]:
    if ends_at <= window.starts_at or window.ends_at <= starts_at:
        return [window]
    parts = Window(window.starts_at, starts_at), Window(ends_at, window.ends_at)
    return [part for part in parts if part.starts_at < part.ends_at]


def gap_of(times: Sequence[Span]) -> int:
    """The minutes that mostly lie between two of these times, in order; 0 when none follow each other."""
    gaps = [start - end for (_s, end), (start, _e) in zip(times, times[1:], strict=False)]
    usual = Counter(gap for gap in gaps if timedelta(0) <= gap <= LONGEST_GAP).most_common(1)
    return int(usual[0][0].total_seconds()) // 60 if usual else 0


def windows_of(times: Sequence[Span]) -> list[Window]:
    """The windows that these times, in order, were laid in: one ends where the next time is further than the gap."""
    longest, found = timedelta(minutes=gap_of(times)), []
    for start, end in ((start.astimezone(UTC), end.astimezone(UTC)) for start, end in times):
        if found and timedelta(0) <= start - found[-1].ends_at <= longest:
            found[-1] = Window(found[-1].starts_at, end)
        else:
            found.append(Window(start, end))
    return found
