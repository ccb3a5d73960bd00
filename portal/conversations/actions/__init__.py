"""What teachers do with rounds and families with times; each refusal has a name."""

from portal.conversations.actions.attending import add_colleague, remove_colleague, say_who_comes
from portal.conversations.actions.booking import book, book_for, book_set, cancel, swap, take
from portal.conversations.actions.by_hand import (
    CannotSwap,
    FamilyElsewhere,
    TimeNotFree,
    lock,
    move,
    swap_two,
    unlock,
)
from portal.conversations.actions.cards import note_look_at_cards, write_card
from portal.conversations.actions.changes import tell_of, tell_one
from portal.conversations.actions.interpreters import (
    ask_interpreter,
    can_ask,
    confirm,
    remind_of_interpreter_one,
    unconfirm,
)
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
from portal.conversations.actions.planning import PlanIsOut, ask_for_plan, make_plan
from portal.conversations.actions.publishing import NothingPlanned, book_plan, publish
from portal.conversations.actions.refusals import (
    BookedAlready,
    CannotBook,
    DatesPassed,
    HouseholdBusy,
    InterpreterClosed,
    NoTimes,
    NotNeeded,
    RoundOver,
    RoundRuns,
    SlotClosed,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.reminders import remind_one
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.stages import tell_stage_one
from portal.conversations.actions.waiting import decline, leave, offer_freed, pass_on_one, wait, wait_first
from portal.conversations.actions.wishes import NeverPossible, WishesClosed, ask_families, wish

__all__ = [
    "BookedAlready",
    "CannotBook",
    "CannotSwap",
    "DatesPassed",
    "FamilyElsewhere",
    "HouseholdBusy",
    "InterpreterClosed",
    "KEPT_AFTER_YEAR",
    "NeverPossible",
    "NoTimes",
    "NotNeeded",
    "NothingPlanned",
    "PlanIsOut",
    "Planned",
    "RoundOver",
    "RoundRuns",
    "SlotClosed",
    "SlotTaken",
    "TimeNotFree",
    "TimesOverlap",
    "WishesClosed",
    "add_colleague",
    "ask_families",
    "ask_for_plan",
    "ask_interpreter",
    "block",
    "book",
    "book_for",
    "book_plan",
    "book_set",
    "can_ask",
    "cancel",
    "change_plan",
    "close_round",
    "confirm",
    "copy_round",
    "decline",
    "fill_in",
    "leave",
    "lock",
    "make_plan",
    "move",
    "note_look_at_cards",
    "offer_freed",
    "open_round",
    "pass_on_one",
    "plan_round",
    "publish",
    "remind_of_interpreter_one",
    "remind_one",
    "remove_colleague",
    "reopen_round",
    "run_out",
    "say_who_comes",
    "set_in_motion",
    "swap",
    "swap_two",
    "take",
    "tell_of",
    "tell_one",
    "tell_stage_one",
    "throw_away",
    "unblock",
    "unconfirm",
    "unlock",
    "wait",
    "wait_first",
    "wish",
    "write_card",
]
