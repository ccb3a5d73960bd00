"""What a paired browser may open, and when its key changes."""

import hashlib
import secrets
from datetime import datetime, timedelta

COOKIE, MARKER = "kiosk", "kiosk-only"
# All that a paired browser keeps; any other cookie found there is taken away.
KEPT_COOKIES = frozenset({COOKIE, MARKER})

# What the kiosk's pages are made of. A file of a name that begins with "kiosk" is the kiosk's too.
STATIC = frozenset({
    "favicon.svg", "icons.svg", "css/base.css", "css/parts.css", "vendor/pico-2.1.1.css", "vendor/htmx-2.0.11.js",
    "js/samen.js",
})  # fmt: skip

ROTATES_AFTER = timedelta(days=1)
# A key that was handed out and never came back is followed by another one after this.
HANDED_OUT_AGAIN_AFTER = timedelta(minutes=10)
# Requests that were on their way with the old key.
OVERLAP = timedelta(minutes=2)
# A browser writes its cookies to disk within half a minute: a screen that went dark sooner comes back with the old key.
SEEN_AGAIN_AFTER = timedelta(seconds=60)
OLD_KEYS_KEPT = timedelta(days=400)

CALL_STAYS = timedelta(minutes=10)


def is_open_to_kiosk(path: str) -> bool:
    """Whether a paired browser may ask for this address at all."""
    if path == "/kiosk" or path.startswith("/kiosk/"):
        return True
    name = path.removeprefix("/static/")
    return name != path and (name in STATIC or name.rpartition("/")[2].startswith("kiosk"))


def new_token(place_id: int, family: str = "") -> str:
    """A key for a cookie: its place, what all keys of one pairing share (see `family_of`), and a secret of 256 bits."""
    return f"{place_id}.{family or secrets.token_urlsafe(16)}.{secrets.token_urlsafe(32)}"


def place_of(token: str) -> int | None:
    """The place that a key was made for; None for a key of before keys had one."""
    place, *rest = token.split(".")
    return int(place) if len(rest) == 2 and place.isascii() and place.isdigit() and len(place) < 10 else None


def family_of(token: str) -> str:
    """What stays when the key of a screen changes: open pages go on being recognised by it."""
    parts = token.split(".")
    return parts[1] if len(parts) == 3 else hashlib.sha256(token.encode()).hexdigest()[:22]


def is_on_its_way(*, ended_at: datetime, now: datetime) -> bool:
    """Whether a request with a replaced key may have left before the key was replaced."""
    return now - ended_at <= OVERLAP


def went_dark(*, ended_at: datetime, rotated_at: datetime | None, seen_at: datetime) -> bool:
    """Whether the key that replaced this one was never seen after the minute in which a browser writes it to disk."""
    return rotated_at is not None and ended_at == rotated_at and seen_at <= rotated_at


def is_on_screen(*, closed_at: datetime | None, now: datetime) -> bool:
    """Whether a call still belongs on the screen: it is open, or it ended a moment ago."""
    return closed_at is None or now - closed_at <= CALL_STAYS
