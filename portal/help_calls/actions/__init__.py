"""Raising a call for help, climbing its chain, answering it, ending it."""

from portal.help_calls.actions.answering import (
    PartIsTaken,
    answer_cannot,
    answer_coming,
    answer_seen,
    arrive,
    say_kind,
    take_part,
)
from portal.help_calls.actions.climbing import CallIsOver
from portal.help_calls.actions.due import climb_one
from portal.help_calls.actions.ending import TooLate, cancel, on_stand_down, stand_down
from portal.help_calls.actions.raising import CallIsOpen, raise_call, start_drill

__all__ = [
    "CallIsOpen",
    "CallIsOver",
    "PartIsTaken",
    "TooLate",
    "answer_cannot",
    "answer_coming",
    "answer_seen",
    "arrive",
    "cancel",
    "climb_one",
    "on_stand_down",
    "raise_call",
    "say_kind",
    "stand_down",
    "start_drill",
    "take_part",
]
