"""What teachers do with rounds and families with times; each refusal has a name."""

from portal.conversations.actions.agreements import Agreed, answer_agreement, note_look_at_agreement, write_agreement
from portal.conversations.actions.attending import (
    add_colleague,
    add_colleague_for_day,
    remove_colleague,
    say_who_comes,
)
from portal.conversations.actions.booking import book, book_for, book_set, cancel, swap, take
from portal.conversations.actions.cards import note_look_at_cards, write_card
from portal.conversations.actions.changes import tell_of, tell_one
from portal.conversations.actions.children import say_of_child
from portal.conversations.actions.days import call_off_day
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
from portal.conversations.actions.prints import as_pdf, calendar_of
from portal.conversations.actions.refusals import (
    BookedAlready,
    CannotBook,
    DatesPassed,
    FamilyHadIt,
    Happened,
    HouseholdBusy,
    InTheWayOfIt,
    MovedOn,
    NoTimes,
    NotNeeded,
    NotYet,
    RoundOver,
    RoundRuns,
    SlotClosed,
    SlotOffered,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.reminders import remind_one
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.stages import tell_stage_one
from portal.conversations.actions.times import add_time, keep_for_some, release, remove_time, set_room
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
    "FamilyHadIt",
    "HouseholdBusy",
    "InTheWayOfIt",
    "KEPT_AFTER_YEAR",
    "NoTimes",
    "NotNeeded",
    "Planned",
    "RoundOver",
    "RoundRuns",
    "SlotClosed",
    "SlotOffered",
    "SlotTaken",
    "TimesOverlap",
    "add_colleague",
    "add_colleague_for_day",
    "add_time",
    "as_pdf",
    "block",
    "book",
    "book_for",
    "book_set",
    "calendar_of",
    "call_off_day",
    "cancel",
    "change_plan",
    "close_round",
    "copy_round",
    "decline",
    "fill_in",
    "keep_for_some",
    "leave",
    "offer_freed",
    "note_look_at_cards",
    "open_round",
    "pass_on",
    "pass_on_one",
    "plan_round",
    "release",
    "remove_colleague",
    "remove_time",
    "remind_one",
    "reopen_round",
    "run_out",
    "say_of_child",
    "say_who_comes",
    "set_in_motion",
    "set_room",
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
