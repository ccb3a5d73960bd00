"""Coming in and going out: links, passwords, sessions, tries; a module for each kind of proof."""

from portal.accounts.actions.kept import give_back_fields, keep_fields
from portal.accounts.actions.links import send_link, use_link
from portal.accounts.actions.proofs import (
    NOBODYS_HASH,
    WrongProof,
    hasher,
    is_right,
    person_by_password,
    set_same_secret,
    set_secret,
)
from portal.accounts.actions.sessions import end_session, note_seen, start_session
from portal.accounts.actions.tries import TooManyTries, count_try, forget_tries
from portal.accounts.actions.upkeep import reseal_all, run_out

__all__ = [
    "NOBODYS_HASH",
    "TooManyTries",
    "WrongProof",
    "count_try",
    "end_session",
    "forget_tries",
    "give_back_fields",
    "hasher",
    "is_right",
    "keep_fields",
    "note_seen",
    "person_by_password",
    "reseal_all",
    "run_out",
    "send_link",
    "set_same_secret",
    "set_secret",
    "start_session",
    "use_link",
]
