"""The kinds of occasions, their ready-made subjects, and where one stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What parents are invited to. A consultation has a period; the others a day and a time."""

    THEME_EVENING = "theme evening"
    WORKING_GROUP = "working group"
    CONSULTATION = "consultation"
    COUNCIL = "council"

    @property
    def has_period(self) -> bool:
        return self is Kind.CONSULTATION


class Ready(StrEnum):
    """Subjects whose title and words are in every language, without an engine."""

    TREATING = "treating each other"
    BULLYING = "bullying"
    PHONES = "phones"
    LEARNING = "learning at home"
    BOUNDARIES = "boundaries"
    SAFETY = "safety"


class State(StrEnum):
    """Where an occasion stands."""

    DRAFT = "draft"
    OPEN = "open"
    OVER = "over"
    ANSWERED = "answered"
    CALLED_OFF = "called off"


class Decision(StrEnum):
    """What the school does with what was said."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True)
class Times:
    """The moments that say where an occasion stands; `starts_at` is missing for a period."""

    starts_at: datetime | None
    ends_at: datetime
    sign_up_until: datetime | None = None
    opened_at: datetime | None = None
    called_off_at: datetime | None = None
    answered_at: datetime | None = None


def state_of(times: Times, now: datetime) -> State:
    """Called off goes before all else; answered before over."""
    if times.called_off_at:
        return State.CALLED_OFF
    if times.opened_at is None:
        return State.DRAFT
    if times.answered_at:
        return State.ANSWERED
    return State.OVER if now >= times.ends_at else State.OPEN


def is_joinable(times: Times, now: datetime) -> bool:
    """Whether somebody can sign up now: it has a moment, it is open, and that is not too late."""
    if times.starts_at is None or state_of(times, now) is not State.OPEN:
        return False
    return now < min(times.sign_up_until or times.starts_at, times.starts_at)
