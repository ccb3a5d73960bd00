"""The kinds of aggression that the register knows, and when something can have happened."""

from datetime import datetime, timedelta
from enum import StrEnum

LATEST_AHEAD = timedelta(minutes=5)
OLDEST = timedelta(days=366)


class Kind(StrEnum):
    """Forms of aggression (School & Veiligheid): verbal, non-verbal, physical, digital, or another."""

    VERBAL = "verbal"
    NON_VERBAL = "non_verbal"
    PHYSICAL = "physical"
    DIGITAL = "digital"
    OTHER = "other"


def can_have_happened(happened_at: datetime, *, now: datetime) -> bool:
    """Not in the future (a clock may be a little ahead), and within the past year."""
    return now - OLDEST <= happened_at <= now + LATEST_AHEAD
