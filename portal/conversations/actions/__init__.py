"""What teachers do with rounds and families with times; each refusal has a name."""

from portal.conversations.actions.agreements import Agreed, answer_agreement, note_look_at_agreement, write_agreement
from portal.conversations.actions.attending import add_colleague, remove_colleague, say_who_comes
from portal.conversations.actions.booking import book, book_for, book_set, cancel, swap, take
from portal.conversations.actions.cards import note_look_at_cards, write_card
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
    Happened,
    HouseholdBusy,
    MovedOn,
    NoTimes,
    NotNeeded,
    NotYet,
    RoundOver,
    RoundRuns,
    SlotClosed,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.reminders import remind_one
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.stages import tell_stage_one
from portal.conversations.actions.waiting import decline, leave, offer_freed, pass_on, pass_on_one, wait, wait_first

__all__ = [
    "Agreed",
    "Happened",
    "MovedOn",
    "NotYet",
    "answer_agreement",
    "note_look_at_agreement",
    "write_agreement",
    "BookedAlready",
    "CannotBook",
    "DatesPassed",
    "HouseholdBusy",
    "KEPT_AFTER_YEAR",
    "NoTimes",
    "NotNeeded",
    "Planned",
    "RoundOver",
    "RoundRuns",
    "SlotClosed",
    "SlotTaken",
    "TimesOverlap",
    "add_colleague",
    "block",
    "book",
    "book_for",
    "book_set",
    "cancel",
    "change_plan",
    "close_round",
    "copy_round",
    "decline",
    "fill_in",
    "leave",
    "offer_freed",
    "note_look_at_cards",
    "open_round",
    "pass_on",
    "pass_on_one",
    "plan_round",
    "remove_colleague",
    "remind_one",
    "reopen_round",
    "run_out",
    "say_who_comes",
    "set_in_motion",
    "swap",
    "take",
    "tell_of",
    "tell_one",
    "tell_stage_one",
    "throw_away",
    "unblock",
    "wait",
    "wait_first",
    "write_card",
]
