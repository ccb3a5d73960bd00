"""How long a freed time is held for a family that waits, and whom it suits; pure decisions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.conversations.rules.times import Window

LONGEST_HOLD = timedelta(hours=24)
SHORTEST_HOLD = timedelta(hours=1)
# Near the date a family has a quarter of what is left to answer, so that at least a few are asked.
SHARE = 4


def held_until(closes_at: datetime, *, now: datetime) -> datetime | None:
    """Until when an offer made now is held: a day, shorter near the date; None when it is too late to ask anybody."""
    left = closes_at - now
    if left < SHORTEST_HOLD:
        return None
    return now + min(LONGEST_HOLD, max(SHORTEST_HOLD, left / SHARE))


def suits(starts_at: datetime, ends_at: datetime, windows: Sequence[Window]) -> bool:
    """Whether a conversation fits in one of the wished windows; without any, every time suits."""
    return not windows or any(w.starts_at <= starts_at and ends_at <= w.ends_at for w in windows)
