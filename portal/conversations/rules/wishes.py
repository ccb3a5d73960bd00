"""Parts of a day, what a family can say of them, and what a plan says of a conversation it could not place."""

from datetime import time
from enum import StrEnum


class DayPart(StrEnum):
    """A part of a day that a family can say yes to, in the order of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    LATE_AFTERNOON = "late_afternoon"
    EVENING = "evening"


class Mood(StrEnum):
    """What a family says of a part of a day; a part of which it says nothing is one in which it cannot."""

    CAN = "can"
    RATHER = "rather"


class Why(StrEnum):
    """Why a conversation has no time in a plan."""

    NO_TIMES = "no_times"
    NEVER_THEN = "never_then"
    ALL_TAKEN = "all_taken"
    TOO_LONG = "too_long"
    FAMILY_BUSY = "family_busy"
    TAKEN_MEANWHILE = "taken_meanwhile"
    BY_HAND = "by_hand"


BEGINS = (
    (time(18), DayPart.EVENING),
    (time(15, 30), DayPart.LATE_AFTERNOON),
    (time(12), DayPart.AFTERNOON),
)


def part_of(starts: time) -> DayPart:
    """The part of the day in which a conversation begins, on the school's clock."""
    return next((part for begins, part in BEGINS if starts >= begins), DayPart.MORNING)
