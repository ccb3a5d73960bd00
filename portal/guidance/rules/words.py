"""Who reads which page, the trainings, and how one stands on a day."""

from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST = 4000
LONGEST_ADDRESS = 300
# So long before a training runs out somebody is told: enough for the next course to be found.
REMIND_BEFORE = timedelta(days=60)


class Reader(StrEnum):
    """One page each; the words are those of the roles of staff."""

    TEACHER = "teacher"
    RECEPTION = "reception"
    HELPER = "helper"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    OFFICE = "office"


class TrainingKind(StrEnum):
    """What staff train for."""

    DE_ESCALATION = "de_escalation"
    FIRST_AID = "first_aid"
    HELP_CHAIN = "help_chain"
    NORM = "norm"


class Standing(StrEnum):
    """How a training stands on a day."""

    HOLDS = "holds"
    RUNS_OUT = "runs_out"
    RAN_OUT = "ran_out"


def standing_of(valid_until: date | None, today: date) -> Standing:
    """Without an end it holds; on its last day it still holds."""
    if valid_until is None or valid_until - today > REMIND_BEFORE:
        return Standing.HOLDS
    return Standing.RUNS_OUT if valid_until >= today else Standing.RAN_OUT


def is_address(text: str) -> bool:
    """An address on the web that a browser opens safely."""
    parts = urlsplit(text)
    return parts.scheme in ("https", "http") and bool(parts.hostname)
