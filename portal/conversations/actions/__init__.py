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
    HouseholdBusy,
    NoTimes,
    RoundRuns,
    SlotClosed,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.reminders import remind_one
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.stages import tell_stage_one

__all__ = [
    "BookedAlready",
    "CannotBook",
    "KEPT_AFTER_YEAR",
    "HouseholdBusy",
    "NoTimes",
    "Planned",
    "RoundRuns",
    "SlotClosed",
    "SlotTaken",
    "TimesOverlap",
    "block",
    "book",
    "cancel",
    "close_round",
    "open_round",
    "remind_one",
    "reopen_round",
    "run_out",
    "swap",
    "change_plan",
    "copy_round",
    "fill_in",
    "plan_round",
    "set_in_motion",
    "throw_away",
    "tell_stage_one",
    "tell_of",
    "tell_one",
    "unblock",
]
