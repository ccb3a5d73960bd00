"""Addresses of pictures that work for one person and for a while, and letters that hold a place for what is one's own.

A letter is rendered once for all its readers. What differs between them (the signature under the address of a
picture, the token of a form) is left open in it, and filled in for each reader as the page is put together.
"""

import hmac
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from flask import abort, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from portal import vault
from portal.news.models import Picture
from portal.news.queries import Shown
from portal.school.models import Person

# Nobody can write what no two processes share and no page shows.
_MARK = secrets.token_hex(16)
OPEN_TOKEN = f"{_MARK}-token"
_OPEN = re.compile(r"token|(\d+)-([0-9a-f]+)")
DAYS = 2


def open_address(picture: Shown, size: int) -> str:
    """The address of a picture with the place for a signature still open."""
    return f"/pictures/{picture.id}/{size}?by={_MARK}-{picture.id}-{picture.key}"


def address_for(person: Person, now: datetime):
    """Writes addresses of pictures that work for this person: `address(picture, 800)`."""
    return lambda picture, size: f"/pictures/{picture.id}/{size}?by={_signed(picture.id, picture.key, person, now)}"


def filling_for(person: Person, now: datetime) -> Callable[[str], Markup]:
    """Puts this reader's own signatures and token in the places that letters left open."""
    token = generate_csrf()

    def own(found: re.Match[str]) -> str:
        return _signed(int(found[1]), found[2], person, now) if found[1] else token

    def filled(letters: str) -> Markup:
        # Cut at the marks: the same as looking for the whole pattern, in a third of the time.
        first, *parts = letters.split(f"{_MARK}-")
        return Markup(first + "".join(_OPEN.sub(own, part, count=1) for part in parts))

    return filled


def only_by_own_address(picture: Picture, person: Person, now: datetime) -> int:
    """How many seconds the address asked for still works; 410 when it is nobody's, somebody else's or over."""
    last, _, mark = request.args.get("by", "").partition(".")
    left = int(last) - _day(now) if last.isdecimal() and len(last) < 8 else -1
    if not 0 <= left <= DAYS or not hmac.compare_digest(mark, _signature(picture.id, picture.key, person, int(last))):
        abort(410)
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return (left + 1) * 86_400 - int((now - midnight).total_seconds())


def _signed(picture_id: int, key: str, person: Person, now: datetime) -> str:
    # The same all day, so that the reader's own browser fetches a picture once a day.
    last = _day(now) + DAYS - 1
    return f"{last}.{_signature(picture_id, key, person, last)}"


def _signature(picture_id: int, key: str, person: Person, last: int) -> str:
    return vault.ring.mark(f"{person.id}:{picture_id}:{key}:{last}", "picture.address")[:32]


def _day(now: datetime) -> int:
    return now.astimezone(UTC).date().toordinal()
