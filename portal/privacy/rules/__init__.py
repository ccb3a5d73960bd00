"""How long what is kept about people who left, what becomes of each tie to them, and who stays; pure decisions."""

from portal.privacy.rules.fates import (
    FATES,
    GUARDIAN_KEPT,
    LOG_KEPT,
    LONGEST_HOLD,
    LONGEST_REASON,
    PUPIL_KEPT,
    RECORDS_KEPT,
    STAFF_KEPT,
    THINKING_TIME,
    Fate,
)
from portal.privacy.rules.held import Held

__all__ = [
    "FATES",
    "GUARDIAN_KEPT",
    "LOG_KEPT",
    "LONGEST_HOLD",
    "LONGEST_REASON",
    "PUPIL_KEPT",
    "RECORDS_KEPT",
    "STAFF_KEPT",
    "THINKING_TIME",
    "Fate",
    "Held",
]
