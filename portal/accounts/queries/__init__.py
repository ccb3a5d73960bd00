"""Sessions, ways to come in and requests to come in again, as their owners and those who decide see them."""

from portal.accounts.queries.recovery import deciders, open_recoveries
from portal.accounts.queries.sessions import must_prove_twice, session_of, sessions_of
from portal.accounts.queries.ways import (
    Ways,
    app_being_set_up,
    app_of,
    codes_left,
    half_way,
    is_offered_a_passkey,
    passkeys_of,
    password_link,
    ways_of,
    what_follows,
)

__all__ = [
    "Ways",
    "app_being_set_up",
    "app_of",
    "codes_left",
    "deciders",
    "half_way",
    "is_offered_a_passkey",
    "must_prove_twice",
    "open_recoveries",
    "passkeys_of",
    "password_link",
    "sessions_of",
    "session_of",
    "ways_of",
    "what_follows",
]
