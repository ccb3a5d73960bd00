"""The cards with which both sides prepare a conversation: whose they are, and when the other side sees them."""

from datetime import datetime, timedelta
from enum import StrEnum

SHARED_BEFORE = timedelta(hours=24)
LONGEST_ANSWER = 1000


class Side(StrEnum):
    """Whose card it is; the child's is filled in together with a guardian, and is the family's."""

    PARENT = "parent"
    CHILD = "child"
    TEAM = "team"


def is_shared(starts_at: datetime, *, now: datetime) -> bool:
    """Whether each side sees the other's card: from a day before the conversation."""
    return now >= starts_at - SHARED_BEFORE
