"""What a round can be, where it stands, which times it has and what fits a family's day; pure decisions."""

from portal.conversations.rules.changes import sum_of
from portal.conversations.rules.stages import Dates, stage_of
from portal.conversations.rules.talks import LONGEST_ANSWER, SHARED_BEFORE, Side, is_shared
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
    "Dates",
    "Kind",
    "LONGEST",
    "LONGEST_ANSWER",
    "MOST_TIMES",
    "Meet",
    "RoundState",
    "SHARED_BEFORE",
    "SHORTEST",
    "Side",
    "Stage",
    "What",
    "Window",
    "clashes",
    "is_bookable",
    "is_shared",
    "nearest",
    "overlapping",
    "stage_of",
    "sum_of",
    "times_in",
]
