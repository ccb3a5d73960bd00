"""The kinds of aggression that the register knows, and when something can have happened."""

from datetime import datetime, timedelta
from enum import StrEnum

LATEST_AHEAD = timedelta(minutes=5)
OLDEST = timedelta(days=366)


class Kind(StrEnum):
    """Forms of aggression (School & Veiligheid): verbal, non-verbal, physical, digital, or another."""

    VERBAL = "verbal"
    NON_VERBAL = "non_verbal"
    PHYSICAL = "physical"
    DIGITAL = "digital"
    OTHER = "other"


class Role(StrEnum):
    """Who was involved, without a name: what an incident needs to be counted and understood."""

    VISITOR = "visitor"
    PARENT = "parent"
    FAMILY = "family"
    COLLEAGUE = "colleague"
    PUPIL = "pupil"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """What a colleague had to do with it."""

    TARGET = "target"
    CALLER = "caller"
    WITNESS = "witness"
    RESPONDER = "responder"
    REPORTER = "reporter"


class Police(StrEnum):
    """What the police had to do with it."""

    NONE = "none"
    CALLED = "called"
    CAME = "came"


class What(StrEnum):
    """What an entry of the register says; the texts of pages are in forms/chronicle.py."""

    DRAFTED = "drafted"
    LOGGED = "logged"
    COMPLETED = "completed"
    ADDED = "added"
    CORRECTED = "corrected"
    WEIGHED = "weighed"
    SET_RIGHT = "set_right"
    ACCOUNT = "account"
    EVIDENCE = "evidence"
    NAMED = "named"
    TAKEN_BACK = "taken_back"
    MEASURE_BEGUN = "measure_begun"
    MEASURE_CHANGED = "measure_changed"
    MEASURE_DROPPED = "measure_dropped"
    MEASURE_PROPOSED = "measure_proposed"
    MEASURE_SENT_BACK = "measure_sent_back"
    MEASURE_ACTIVATED = "measure_activated"
    MEASURE_HEARD = "measure_heard"
    MEASURE_DELIVERED = "measure_delivered"
    MEASURE_REVIEWED = "measure_reviewed"
    MEASURE_OBJECTED = "measure_objected"
    MEASURE_ANSWERED = "measure_answered"
    MEASURE_AT_DESK = "measure_at_desk"
    MEASURE_LIFTED = "measure_lifted"
    MEASURE_ENDED = "measure_ended"
    MEASURE_REPLACED = "measure_replaced"
    PERSON_NAMED = "person_named"
    PERSON_TAKEN_BACK = "person_taken_back"
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    COPY_RELEASED = "copy_released"
    COPY_REFUSED = "copy_refused"
    DESTROYED = "destroyed"
    CLOSED = "closed"
    REOPENED = "reopened"
    RECOVERY_OPENED = "recovery_opened"
    RECOVERY_ANSWERED = "recovery_answered"
    RECOVERY_FIRST_WORD = "recovery_first_word"
    RECOVERY_PLANNED = "recovery_planned"
    RECOVERY_CALLED_OFF = "recovery_called_off"
    RECOVERY_DECLINED = "recovery_declined"
    RECOVERY_HELD = "recovery_held"
    RECOVERY_AGREED = "recovery_agreed"
    RECOVERY_CHECKED = "recovery_checked"
    RECOVERY_HANDED_OVER = "recovery_handed_over"
    RECOVERY_CLOSED = "recovery_closed"
    EVALUATION_BEGUN = "evaluation_begun"
    EVALUATION_WRITTEN = "evaluation_written"
    EVALUATION_DECIDED = "evaluation_decided"
    EVALUATION_DONE = "evaluation_done"
    EVALUATION_HANDED_OVER = "evaluation_handed_over"
    EVALUATION_CLOSED = "evaluation_closed"


# Entries that hold the facts as they were written down; the last one counts.
WRITTEN = frozenset({What.LOGGED, What.COMPLETED})
# Entries that say which line of the norm was crossed.
COUNTED = WRITTEN | {What.WEIGHED}
# What whoever may read the facts sees, whoever wrote it; all else is for leader, coordinator and whoever wrote it.
FACTUAL = WRITTEN | {What.DRAFTED, What.ADDED, What.WEIGHED, What.SET_RIGHT}


def can_have_happened(happened_at: datetime, *, now: datetime) -> bool:
    """Not in the future (a clock may be a little ahead), and within the past year."""
    return now - OLDEST <= happened_at <= now + LATEST_AHEAD
