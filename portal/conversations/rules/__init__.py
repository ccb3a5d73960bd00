"""What a round can be, where it stands, which times it has and what fits a family's day; pure decisions."""

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
from portal.conversations.rules.words import Ending, Interpreter, Kind, Meet, Planning, RoundState, Stage, Wanted

__all__ = [
    "CLOSES_BEFORE",
    "Dates",
    "Ending",
    "Interpreter",
    "Kind",
    "LONGEST",
    "MOST_TIMES",
    "Meet",
    "Planning",
    "RoundState",
    "SHORTEST",
    "Stage",
    "Wanted",
    "Window",
    "clashes",
    "is_bookable",
    "nearest",
    "overlapping",
    "stage_of",
    "times_in",
]
