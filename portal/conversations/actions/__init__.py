"""What teachers do with rounds and families with times; each refusal has a name."""

from portal.conversations.actions.booking import book, cancel, swap
from portal.conversations.actions.changes import tell_of, tell_one
from portal.conversations.actions.keeping import KEPT_AFTER_YEAR, run_out
from portal.conversations.actions.of_school import (
    Planned,
    change_plan,
    copy_round,
    fill_in,
    plan_round,
    set_in_motion,
    throw_away,
)
from portal.conversations.actions.refusals import (
    BookedAlready,
    CannotBook,
    DatesPassed,
    HouseholdBusy,
    NoTimes,
    RoundRuns,
    SlotClosed,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.stages import tell_stage_one

__all__ = [
    "BookedAlready",
    "CannotBook",
    "DatesPassed",
    "HouseholdBusy",
    "KEPT_AFTER_YEAR",
    "NoTimes",
    "Planned",
    "RoundRuns",
    "SlotClosed",
    "SlotTaken",
    "TimesOverlap",
    "block",
    "book",
    "cancel",
    "change_plan",
    "close_round",
    "copy_round",
    "fill_in",
    "open_round",
    "plan_round",
    "reopen_round",
    "run_out",
    "set_in_motion",
    "swap",
    "tell_of",
    "tell_one",
    "tell_stage_one",
    "throw_away",
    "unblock",
]
