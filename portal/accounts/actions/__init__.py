"""Coming in and going out: links, passwords, sessions, tries; a module for each kind of proof."""

from portal.accounts.actions.devices import note_device
from portal.accounts.actions.fresh import check_password, send_code, use_code
from portal.accounts.actions.kept import give_back_fields, keep_fields
from portal.accounts.actions.links import answer_one_request, ask_for_link, send_link, use_link
from portal.accounts.actions.proofs import (
    NOBODYS_HASH,
    WrongProof,
    hasher,
    is_right,
    person_by_password,
    set_same_secret,
    set_secret,
)
from portal.accounts.actions.sessions import (
    NeedsStaffProof,
    end_session,
    end_sessions_of,
    note_seen,
    prove_again,
    put_staff_to_sleep,
    sign_everybody_out,
    sign_out_everywhere,
    start_session,
    wear,
)
from portal.accounts.actions.tries import TooManyTries, count_try, forget_tries
from portal.accounts.actions.upkeep import reseal_all, run_out

__all__ = [
    "NOBODYS_HASH",
    "NeedsStaffProof",
    "TooManyTries",
    "WrongProof",
    "answer_one_request",
    "ask_for_link",
    "check_password",
    "count_try",
    "end_session",
    "end_sessions_of",
    "forget_tries",
    "give_back_fields",
    "hasher",
    "is_right",
    "keep_fields",
    "note_device",
    "note_seen",
    "person_by_password",
    "prove_again",
    "put_staff_to_sleep",
    "reseal_all",
    "run_out",
    "send_code",
    "send_link",
    "set_same_secret",
    "set_secret",
    "sign_everybody_out",
    "sign_out_everywhere",
    "start_session",
    "use_code",
    "use_link",
    "wear",
]
