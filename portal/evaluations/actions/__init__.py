"""Beginning, writing and closing an evaluation, its changes, and what watches over them."""

from portal.evaluations.actions.keeping import KEPT_FOR, forget, run_out
from portal.evaluations.actions.watching import (
    begin,
    begin_and_hand_over_one,
    escalate_one,
    give,
    look,
    recovered,
    tell_one,
)
from portal.evaluations.actions.writing import (
    Change,
    Closed,
    NothingWritten,
    RecoveryIsOpen,
    StillDraft,
    Written,
    close,
    decide,
    reopen,
    settle,
    unsettle,
    write,
)

__all__ = [
    "KEPT_FOR",
    "Change",
    "Closed",
    "NothingWritten",
    "RecoveryIsOpen",
    "StillDraft",
    "Written",
    "begin",
    "begin_and_hand_over_one",
    "close",
    "decide",
    "escalate_one",
    "forget",
    "give",
    "look",
    "recovered",
    "reopen",
    "run_out",
    "settle",
    "tell_one",
    "unsettle",
    "write",
]
