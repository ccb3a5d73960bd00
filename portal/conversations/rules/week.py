"""How a time of a team stands, for its week grid; pure decisions."""

from enum import StrEnum


class SlotState(StrEnum):
    """What a time of a team is now; gone: it began already and nobody had it."""

    FREE = "free"
    BOOKED = "booked"
    OFFERED = "offered"
    KEPT = "kept"
    BLOCKED = "blocked"
    GONE = "gone"


def slot_state(*, is_booked: bool, is_offered: bool, is_blocked: bool, is_kept: bool, is_past: bool) -> SlotState:
    """What a teacher wants to know of it first."""
    if is_booked:
        return SlotState.BOOKED
    if is_past:
        return SlotState.GONE
    if is_blocked:
        return SlotState.BLOCKED
    if is_offered:
        return SlotState.OFFERED
    return SlotState.KEPT if is_kept else SlotState.FREE
