"""What teachers do with rounds and families with times; each refusal has a name."""

from portal.conversations.actions.booking import book, cancel, swap
from portal.conversations.actions.interpreters import (
    InterpreterClosed,
    ask_interpreter,
    can_ask,
    confirm,
    remind_one,
    unconfirm,
)
from portal.conversations.actions.keeping import KEPT_AFTER_YEAR, run_out
from portal.conversations.actions.planning import (
    CannotSwap,
    PlanIsOut,
    TimeNotFree,
    ask_for_plan,
    lock,
    make_plan,
    move,
    swap_two,
    unlock,
)
from portal.conversations.actions.publishing import NothingPlanned, book_plan, publish
from portal.conversations.actions.refusals import (
    BookedAlready,
    CannotBook,
    HouseholdBusy,
    NoTimes,
    SlotClosed,
    SlotTaken,
    TimesOverlap,
)
from portal.conversations.actions.rounds import block, close_round, open_round, reopen_round, unblock
from portal.conversations.actions.wishes import NeverPossible, WishesClosed, ask_families, plan_for, wish

__all__ = [
    "BookedAlready",
    "CannotBook",
    "KEPT_AFTER_YEAR",
    "HouseholdBusy",
    "NoTimes",
    "SlotClosed",
    "SlotTaken",
    "TimesOverlap",
    "block",
    "book",
    "cancel",
    "close_round",
    "open_round",
    "reopen_round",
    "run_out",
    "swap",
    "unblock",
    "NeverPossible",
    "WishesClosed",
    "ask_families",
    "plan_for",
    "wish",
    "CannotSwap",
    "NothingPlanned",
    "PlanIsOut",
    "TimeNotFree",
    "ask_for_plan",
    "book_plan",
    "lock",
    "make_plan",
    "move",
    "publish",
    "swap_two",
    "unlock",
    "InterpreterClosed",
    "ask_interpreter",
    "can_ask",
    "confirm",
    "remind_one",
    "unconfirm",
]
