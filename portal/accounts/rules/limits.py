"""When a proof is still good and how often somebody may try; pure decisions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LINK_LIVES = timedelta(minutes=30)
SMS_LINK_LIVES = timedelta(minutes=10)
CODE_LIVES = timedelta(minutes=10)
# How long a session lives and rests: OWASP ASVS 5.0, V7.3.1 and V7.3.2; docs/security.md weighs the figures.
SESSION_LIVES = timedelta(days=30)
SESSION_RESTS = timedelta(days=14)
STAFF_SESSION_LIVES = timedelta(days=7)
STAFF_SESSION_RESTS = timedelta(hours=12)
# How old a proof may be for what is most sensitive (V7.5.1 and V7.5.3).
PROOF_IS_FRESH = timedelta(minutes=15)
DEVICE_IS_KNOWN = timedelta(days=400)
KEPT_FIELDS_LIVE = timedelta(hours=1)
# At the kiosk, where the next one to stand there must not read what was typed: as long as the screen waits for a touch.
KIOSK_FIELDS_LIVE = timedelta(seconds=30)
CHALLENGE_LIVES = timedelta(minutes=5)
HALF_WAY_LIVES = timedelta(minutes=30)
SET_UP_LIVES = timedelta(hours=1)
PASSWORD_LINK_LIVES = timedelta(days=3)
RECOVERY_LIVES = timedelta(hours=24)
RECOVERY_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Limit:
    """At most `tries` within `span`."""

    tries: int
    span: timedelta


# What can be guessed is counted twice: for the thing guessed at, and for where the guesses come from.
LIMITS = {
    "password": Limit(8, timedelta(minutes=15)),
    "password-from": Limit(60, timedelta(minutes=15)),
    "call-link-from": Limit(30, timedelta(minutes=15)),
    "figures-link-from": Limit(30, timedelta(minutes=15)),
    "calendar": Limit(120, timedelta(hours=1)),
    "calendar-from": Limit(30, timedelta(minutes=15)),
    "link": Limit(4, timedelta(minutes=30)),
    "link-from": Limit(40, timedelta(minutes=30)),
    "proof": Limit(8, timedelta(minutes=15)),
    "code": Limit(4, timedelta(minutes=30)),
    "token-from": Limit(30, timedelta(minutes=15)),
    "address": Limit(5, timedelta(hours=1)),
    "address-code": Limit(5, timedelta(minutes=15)),
    "invitation": Limit(5, timedelta(minutes=15)),
    "invitation-from": Limit(60, timedelta(minutes=15)),
    "app-code": Limit(6, timedelta(minutes=15)),
    "app-code-from": Limit(60, timedelta(minutes=15)),
    "passkey-from": Limit(60, timedelta(minutes=15)),
    "register-copy": Limit(10, timedelta(hours=1)),
    "recovery": Limit(3, timedelta(hours=1)),
    "recovery-from": Limit(20, timedelta(hours=1)),
    "pair-from": Limit(10, timedelta(minutes=10)),
    "pin": Limit(5, timedelta(minutes=5)),
    "pin-from": Limit(15, timedelta(minutes=5)),
    "pin-change": Limit(10, timedelta(minutes=15)),
    "group-post": Limit(10, timedelta(hours=1)),
    "group-answer": Limit(30, timedelta(hours=1)),
    "group-report": Limit(10, timedelta(hours=1)),
}


def is_session_alive(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """A session ends after SESSION_LIVES, or when it rested longer than SESSION_RESTS."""
    return now - started_at < SESSION_LIVES and now - seen_at < SESSION_RESTS


def is_staff_asleep(*, proved_at: datetime | None, seen_at: datetime, now: datetime) -> bool:
    """Whether the staff's rights of a session rest until there is a new proof: too long unused, or too long ago."""
    if proved_at is None:
        return True
    return now - proved_at >= STAFF_SESSION_LIVES or now - seen_at >= STAFF_SESSION_RESTS


def is_fresh(proved_at: datetime | None, *, now: datetime) -> bool:
    """Whether a proof is recent enough for what is most sensitive."""
    return proved_at is not None and now - proved_at < PROOF_IS_FRESH
