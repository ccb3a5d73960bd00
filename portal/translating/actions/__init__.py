"""Asking the engine, looking after it, and the school's own words."""

from portal.translating.actions.asking import Turned, translated
from portal.translating.actions.in_turn import Waiting, leased, turn_one, waits_after
from portal.translating.actions.looking_after import (
    KEPT_UNUSED,
    EngineFails,
    EngineOff,
    check_one,
    run_out,
    try_again,
)
from portal.translating.actions.words import TermIsThere, add_term, change_term, remove_term

__all__ = [
    "KEPT_UNUSED",
    "EngineFails",
    "EngineOff",
    "TermIsThere",
    "Turned",
    "Waiting",
    "add_term",
    "change_term",
    "check_one",
    "leased",
    "remove_term",
    "run_out",
    "translated",
    "try_again",
    "turn_one",
    "waits_after",
]
