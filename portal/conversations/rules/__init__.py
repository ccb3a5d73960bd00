"""What a round can be, where it stands, which times it has and what fits a family's day; pure decisions."""

from portal.conversations.rules.changes import sum_of
from portal.conversations.rules.reminders import (
    DAYS_BEFORE,
    FIRST_HOUR,
    Remind,
    booked_until,
    is_waking_hour,
    nudge_of,
    reminder_of,
)
from portal.conversations.rules.stages import Dates, stage_of
from portal.conversations.rules.times import (
    CLOSES_BEFORE,
    LONGEST,
    MOST_TIMES,
    SHORTEST,
    Window,
    clashes,
    is_bookable,
    nearest,
    overlapping,
    times_in,
)
from portal.conversations.rules.words import Kind, Meet, RoundState, Stage, What

__all__ = [
    "CLOSES_BEFORE",
    "DAYS_BEFORE",
    "Dates",
    "FIRST_HOUR",
    "Kind",
    "LONGEST",
    "MOST_TIMES",
    "Meet",
    "Remind",
    "RoundState",
    "SHORTEST",
    "Stage",
    "What",
    "Window",
    "booked_until",
    "clashes",
    "is_bookable",
    "is_waking_hour",
    "nearest",
    "nudge_of",
    "overlapping",
    "reminder_of",
    "stage_of",
    "sum_of",
    "times_in",
]
