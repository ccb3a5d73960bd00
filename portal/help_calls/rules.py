"""When a help call climbs and what state it is in; pure decisions on plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.chains.rules import Part

__all__ = [
    "COMING_LASTS", "NUMBERS_AFTER", "SAME_PRESS", "Answer", "Ending", "Part", "State", "Told", "is_refused_by_all",
    "next_position", "shows_numbers",
]  # fmt: skip

# Somebody who said "I'm coming" and has not ended the call by then may need help too.
COMING_LASTS = timedelta(seconds=120)
NUMBERS_AFTER = timedelta(seconds=45)
# A second press this soon is the same frightened finger, not a call for more people.
SAME_PRESS = timedelta(seconds=10)


class State(StrEnum):
    """Raised: told, nobody comes yet. Unanswered: the whole chain was told and nobody comes."""

    RAISED = "raised"
    COMING = "coming"
    STOOD_DOWN = "stood-down"
    UNANSWERED = "unanswered"


class Ending(StrEnum):
    """Why a call was stood down."""

    SAFE = "safe"
    FALSE_ALARM = "false_alarm"
    DRILL = "drill"


class Answer(StrEnum):
    COMING = "coming"
    CANNOT = "cannot"


@dataclass(frozen=True)
class Told:
    """One responder of a call as the rules see them: step, whether they can be told, and their answer."""

    position: int
    is_reachable: bool
    answer: Answer | None


def next_position(told: Sequence[Told], current: int) -> tuple[int, bool]:
    """The next step with somebody to tell, and whether the chain starts again from the top to reach it.

    A step in which nobody can be reached, or everybody said no, is passed over. After the last step the chain
    starts again, also with those who said no: until a person acts. Position 0 means: there is nobody at all.
    """
    willing = sorted({t.position for t in told if t.is_reachable and t.answer is None})
    anybody = sorted({t.position for t in told if t.is_reachable})
    later = [position for position in willing if position > current]
    if later:
        return later[0], False
    first = willing or anybody
    return (first[0], True) if first else (0, True)


def is_refused_by_all(told: Sequence[Told], position: int) -> bool:
    """Whether everybody who was told so far said no: then waiting is of no use."""
    asked = [t for t in told if t.position <= position and t.is_reachable]
    return bool(asked) and all(t.answer is Answer.CANNOT for t in asked)


def shows_numbers(*, state: State, raised_at: datetime, now: datetime) -> bool:
    """Whether the kiosk shows phone numbers: nobody reached, or nobody coming after a while."""
    waits_long = state is State.RAISED and now - raised_at >= NUMBERS_AFTER
    return state is State.UNANSWERED or waits_long
