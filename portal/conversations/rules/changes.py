"""What both sides hear when a booking changed again before they heard of the first change."""

from portal.conversations.rules.words import What


def sum_of(before: What | None, now: What) -> What | None:
    """One message for two changes; None when there is nothing left to tell: what nobody heard of was cancelled."""
    if before is What.BOOKED:
        return None if now is What.CANCELLED else What.BOOKED
    return What.MOVED if before is What.MOVED and now is What.CHANGED else now
