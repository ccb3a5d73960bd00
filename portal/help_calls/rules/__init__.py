"""What is decided about calls for help, on plain data."""

from portal.help_calls.rules.climbing import (
    CANCEL_WITHIN,
    COMING_LASTS,
    NUMBERS_AFTER,
    SAME_PRESS,
    THERE_LASTS,
    Told,
    can_be_cancelled,
    has_expired,
    is_enough,
    is_refused_by_all,
    next_position,
    part_for,
    shows_numbers,
)
from portal.help_calls.rules.words import Answer, CallKind, Ended, Ending, Level, Part, Services, State

__all__ = [
    "Answer",
    "CANCEL_WITHIN",
    "COMING_LASTS",
    "CallKind",
    "Ended",
    "Ending",
    "Level",
    "NUMBERS_AFTER",
    "Part",
    "SAME_PRESS",
    "Services",
    "State",
    "THERE_LASTS",
    "Told",
    "can_be_cancelled",
    "has_expired",
    "is_enough",
    "is_refused_by_all",
    "next_position",
    "part_for",
    "shows_numbers",
]
