"""How long the names and words of an incident are kept, and why one stays longer."""

from datetime import date
from enum import StrEnum

from portal.disclosure.rules.answering import months_after

# As long as most of a pupil's file: time for a complaint, an objection or a claim. The bounds leave room for a reason.
KEPT_MONTHS = 24
SHORTEST_MONTHS = 6
LONGEST_MONTHS = 84
LONGEST_GROUND = 500
LONGEST_HOLD = 366


class Ground(StrEnum):
    """Why nothing of an incident is destroyed for now."""

    POLICE = "police"
    COMPLAINT = "complaint"
    COURT = "court"
    OTHER = "other"


def is_over(kept_from: date, months: int, *, today: date) -> bool:
    """Whether the term has passed; on the last day of it the names are still there."""
    return months_after(kept_from, months) < today
