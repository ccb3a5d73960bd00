"""How long what is kept about people who left, what becomes of each tie to them, and who stays."""

from portal.privacy.rules.fate import Fate
from portal.privacy.rules.fates import FATES
from portal.privacy.rules.keeping import (
    GUARDIAN_KEPT,
    LOG_KEPT,
    LONGEST_HOLD,
    LONGEST_REASON,
    PUPIL_KEPT,
    RECORDS_KEPT,
    STAFF_KEPT,
    THINKING_TIME,
    Held,
)

__all__ = [
    "FATES",
    "Fate",
    "GUARDIAN_KEPT",
    "Held",
    "LOG_KEPT",
    "LONGEST_HOLD",
    "LONGEST_REASON",
    "PUPIL_KEPT",
    "RECORDS_KEPT",
    "STAFF_KEPT",
    "THINKING_TIME",
]
