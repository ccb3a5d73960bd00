"""When a proof is still good and how often somebody may try; pure decisions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LINK_LIVES = timedelta(minutes=30)
SESSION_LIVES = timedelta(days=30)
SESSION_RESTS = timedelta(days=14)
KEPT_FIELDS_LIVE = timedelta(hours=1)
MINIMUM_PASSWORD = 12


@dataclass(frozen=True)
class Limit:
    """At most `tries` within `span`."""

    tries: int
    span: timedelta


# What can be guessed is counted twice: for the thing guessed at, and for where the guesses come from.
LIMITS = {
    "password": Limit(8, timedelta(minutes=15)),
    "password-from": Limit(60, timedelta(minutes=15)),
    "link": Limit(4, timedelta(minutes=30)),
    "link-from": Limit(40, timedelta(minutes=30)),
    "token-from": Limit(30, timedelta(minutes=15)),
    "address": Limit(5, timedelta(hours=1)),
    "address-code": Limit(5, timedelta(minutes=15)),
    "pair-from": Limit(10, timedelta(minutes=10)),
    "pin": Limit(5, timedelta(minutes=5)),
    "pin-from": Limit(15, timedelta(minutes=5)),
}


def is_session_alive(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """A session ends after SESSION_LIVES, or when it rested longer than SESSION_RESTS."""
    return now - started_at < SESSION_LIVES and now - seen_at < SESSION_RESTS
