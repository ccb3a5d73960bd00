"""The words of a call for help: how bad, in what state, who does what, and how it ended."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.chains.rules import Part

__all__ = ["Answer", "CallKind", "Ended", "Ending", "Level", "Part", "Services", "State"]


class Level(StrEnum):
    """Assist: "please come and stand with me", cheap and without blame. Emergency: now."""

    ASSIST = "assist"
    EMERGENCY = "emergency"


class State(StrEnum):
    """Raised: told, nobody comes yet. Unanswered: the whole chain was told and nobody comes."""

    RAISED = "raised"
    COMING = "coming"
    STOOD_DOWN = "stood-down"
    UNANSWERED = "unanswered"


class CallKind(StrEnum):
    """What is going on, said afterwards if there is time."""

    SHOUTING = "shouting"
    THREAT = "threat"
    VIOLENCE = "violence"
    WEAPON = "weapon"
    SOMEBODY_HURT = "somebody_hurt"
    OTHER = "other"


class Ending(StrEnum):
    """Why a call was stood down."""

    SAFE = "safe"
    FALSE_ALARM = "false_alarm"
    DRILL = "drill"


class Services(StrEnum):
    """Who came from outside."""

    NONE = "none"
    AMBULANCE = "ambulance"
    POLICE = "police"
    BOTH = "both"


@dataclass(frozen=True)
class Ended:
    """How a call ended: why, and what whoever ends it knows.

    `there` are the numbers of the persons who came, `at_the_desk` of who called for help.
    """

    ending: Ending
    all_safe: bool | None = None
    children_looked_after: bool | None = None
    services: Services | None = None
    there: Collection[int] = ()
    at_the_desk: int | None = None


class Answer(StrEnum):
    COMING = "coming"
    CANNOT = "cannot"
