"""Sessions, ways to come in and requests to come in again, as their owners and those who decide see them."""

from portal.accounts.queries.exported import exported_of
from portal.accounts.queries.recovery import deciders, open_recoveries
from portal.accounts.queries.sessions import (
    channels_for_code,
    has_password,
    hat_of,
    is_asleep,
    living,
    must_prove_twice,
    people_who_came_in,
    session_of,
    sessions_of,
    words_for_device,
)
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
    "channels_for_code",
    "codes_left",
    "deciders",
    "exported_of",
    "half_way",
    "has_password",
    "hat_of",
    "is_asleep",
    "is_offered_a_passkey",
    "living",
    "must_prove_twice",
    "open_recoveries",
    "passkeys_of",
    "password_link",
    "people_who_came_in",
    "session_of",
    "sessions_of",
    "ways_of",
    "what_follows",
    "words_for_device",
]
