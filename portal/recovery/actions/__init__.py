"""Offering recovery, speaking, planning and holding the talk, agreeing, checking, closing; and what watches over it."""

from portal.recovery.actions.keeping import CARDS_KEPT_FOR, KEPT_FOR, forget, run_out, set_terms
from portal.recovery.actions.opening import AlreadyOpen, NotOpen, Whom, answer, open_case
from portal.recovery.actions.stepping import (
    DoneBefore,
    NotYet,
    check,
    close,
    decline_talk,
    hold,
    on_closed,
    speak_first_word,
)
from portal.recovery.actions.talks import FamilyElsewhere, NotAnswered, Planned, SaidNo, TooLate, call_off, plan
from portal.recovery.actions.watching import escalate_one, give, hand_over, hand_over_one, tell_one
from portal.recovery.actions.writing import MovedOn, agree, confirm_interpreter, say_of_agreement, write_card

__all__ = [
    "CARDS_KEPT_FOR",
    "KEPT_FOR",
    "AlreadyOpen",
    "DoneBefore",
    "FamilyElsewhere",
    "MovedOn",
    "NotAnswered",
    "NotOpen",
    "NotYet",
    "Planned",
    "SaidNo",
    "TooLate",
    "Whom",
    "agree",
    "answer",
    "call_off",
    "check",
    "close",
    "confirm_interpreter",
    "decline_talk",
    "escalate_one",
    "forget",
    "give",
    "hand_over",
    "hand_over_one",
    "hold",
    "on_closed",
    "open_case",
    "plan",
    "run_out",
    "say_of_agreement",
    "set_terms",
    "speak_first_word",
    "tell_one",
    "write_card",
]
