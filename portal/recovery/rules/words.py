"""The words of a recovery case: what comes next, what was answered, and how it ended."""

from enum import StrEnum


class Step(StrEnum):
    """What comes next in a case that is open, in this order."""

    FIRST_WORD = "first_word"
    PLAN = "plan"
    HOLD = "hold"
    CHECK = "check"
    CLOSE = "close"


class Answer(StrEnum):
    """What somebody said when recovery was offered."""

    YES = "yes"
    NO = "no"


class Outcome(StrEnum):
    """How a case ended."""

    RECOVERED = "recovered"
    PARTLY = "partly"
    NOT_RECOVERED = "not_recovered"
    NOT_WANTED = "not_wanted"


class CardSide(StrEnum):
    """Who prepares: the family, the colleague whom it is about, or whoever leads the talk."""

    FAMILY = "family"
    COLLEAGUE = "colleague"
    SCHOOL = "school"
