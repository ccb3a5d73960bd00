"""Keeping, holding and destroying what the register says about people; and copies: asking, masking, releasing."""

from portal.disclosure.actions.asking import (
    Asker,
    ExtendedAlready,
    NotNow,
    ask,
    ask_for_file,
    choose,
    extend,
    refuse,
)
from portal.disclosure.actions.destroying import destroy_as_due, on_destroyed, run_out
from portal.disclosure.actions.holding import DestroyedAlready, HeldAlready, hold, lift
from portal.disclosure.actions.masking import FourEyes, NotThroughYet, hand_back, hand_on, mask
from portal.disclosure.actions.releasing import KIND, IsGone, check_again, fetch, make, release
from portal.disclosure.actions.telling import remind_one
from portal.disclosure.actions.terms import set_term

__all__ = [
    "KIND",
    "Asker",
    "DestroyedAlready",
    "ExtendedAlready",
    "FourEyes",
    "HeldAlready",
    "IsGone",
    "NotNow",
    "NotThroughYet",
    "ask",
    "ask_for_file",
    "check_again",
    "choose",
    "destroy_as_due",
    "extend",
    "fetch",
    "hand_back",
    "hand_on",
    "hold",
    "lift",
    "make",
    "mask",
    "on_destroyed",
    "refuse",
    "release",
    "remind_one",
    "run_out",
    "set_term",
]
