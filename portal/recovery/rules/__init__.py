"""What comes next in a recovery case, and when; pure decisions."""

from portal.recovery.rules.steps import CHECK_AFTER_DAYS, FIRST_WORD_DAYS, Days, Facts, Next, next_of
from portal.recovery.rules.words import Answer, CardSide, Outcome, Step

__all__ = [
    "CHECK_AFTER_DAYS",
    "FIRST_WORD_DAYS",
    "Answer",
    "CardSide",
    "Days",
    "Facts",
    "Next",
    "Outcome",
    "Step",
    "next_of",
]
