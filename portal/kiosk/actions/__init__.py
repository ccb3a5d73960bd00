"""Pairing a browser with a place and taking it back, its keys, and what the office hears of it."""

from portal.kiosk.actions.calling import call_after_refusal
from portal.kiosk.actions.keys import hand_out, recognise
from portal.kiosk.actions.pairing import CodeIsOver, CodeIsSpent, make_pairing_code, pair, revoke, run_out, withdraw
from portal.kiosk.actions.watching import note_check, settle_copy, tell_office_one

__all__ = [
    "CodeIsOver",
    "CodeIsSpent",
    "call_after_refusal",
    "hand_out",
    "make_pairing_code",
    "note_check",
    "pair",
    "recognise",
    "revoke",
    "run_out",
    "settle_copy",
    "tell_office_one",
    "withdraw",
]
