"""What a screen looks at when it looks at itself, and what it found."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from portal.kiosk.rules.keys import KEPT_COOKIES

LOOKS_AGAIN_AFTER = timedelta(days=1)
CLOCK_MAY_DIFFER = timedelta(seconds=60)


class Check(StrEnum):
    """What the screen looks at when it looks at itself, in the order in which it is shown."""

    HTTPS = "https"
    SCRIPT = "script"
    FULLSCREEN = "fullscreen"
    OUTSIDE = "outside"
    POLICIES = "policies"
    POPUPS = "popups"
    PRINT = "print"
    COOKIES = "cookies"
    STORAGE = "storage"
    WORKER = "worker"
    CLOCK = "clock"


class Found(StrEnum):
    """What a look found."""

    OK = "ok"
    MISSING = "missing"
    UNKNOWN = "unknown"


def looks_again(checked_at: datetime | None, *, now: datetime) -> bool:
    """Whether it is time for a screen to look at itself."""
    return checked_at is None or now - checked_at >= LOOKS_AGAIN_AFTER


def looked(
    told: Mapping[str, str], before: Mapping[str, str], *, is_https: bool, cookies: Iterable[str], now: datetime
) -> dict[str, str]:
    """What each look found, by the name of the Check: what the browser told, and what the server sees itself.

    What the browser did not look at this time is as it was found before.
    """
    has_script = told.get(Check.SCRIPT) == Found.OK
    found = {check: _word(told.get(check, "")) or _word(before.get(check, "")) or Found.UNKNOWN for check in Check}
    found[Check.SCRIPT] = Found.OK if has_script else Found.MISSING
    found[Check.HTTPS] = Found.OK if is_https else Found.MISSING
    found[Check.COOKIES] = Found.OK if set(cookies) <= KEPT_COOKIES else Found.MISSING
    found[Check.CLOCK] = _clock(told.get(Check.CLOCK, ""), now)
    return {check.value: word.value for check, word in found.items()}


def _word(word: str) -> Found | None:
    return Found(word) if word in list(Found) else None


def _clock(milliseconds: str, now: datetime) -> Found:
    """How the screen's own clock goes, from its milliseconds since 1970."""
    if not (milliseconds.isascii() and milliseconds.isdigit() and len(milliseconds) < 15):
        return Found.UNKNOWN
    skew = abs(now.timestamp() - int(milliseconds) / 1000)
    return Found.OK if skew <= CLOCK_MAY_DIFFER.total_seconds() else Found.MISSING
