"""For whom there are pages, which trainings there are, and when one runs out; pure decisions."""

from portal.guidance.rules.words import (
    LONGEST,
    LONGEST_ADDRESS,
    REMIND_BEFORE,
    Reader,
    Standing,
    TrainingKind,
    is_address,
    standing_of,
)

__all__ = [
    "LONGEST",
    "LONGEST_ADDRESS",
    "REMIND_BEFORE",
    "Reader",
    "Standing",
    "TrainingKind",
    "is_address",
    "standing_of",
]
