"""Which browsers are kiosks, which codes wait to make one, and which colleague a typed name means."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select

from portal.db import db
from portal.help_calls.models import HelpCall
from portal.kiosk.models import CODE_LIVES, KioskDevice, KioskKey, PairingCode
from portal.kiosk.rules import is_on_screen, place_of
from portal.school.models import Person
from portal.school.rules import folded


def device_of(token: str, *, afresh: bool = False) -> KioskDevice | None:
    """The paired device whose key in use this is; None when it was revoked, or moved to a place the key is not for."""
    query = select(KioskDevice).where(KioskDevice.token_hash == hash_of(token), KioskDevice.revoked_at.is_(None))
    device = db.session.scalars(query.execution_options(populate_existing=afresh)).unique().first()
    return device if device is not None and place_of(token) in (None, device.place_id) else None


def key_of(token: str) -> KioskKey | None:
    """A key of a living device that was handed out or replaced, with its device."""
    query = select(KioskKey).join(KioskKey.device).where(KioskKey.token_hash == hash_of(token))
    key = db.session.scalars(query.where(KioskDevice.revoked_at.is_(None))).unique().first()
    return key if key is not None and place_of(token) in (None, key.device.place_id) else None


def why_it_is_over(token: str) -> str:
    """Why a browser that holds this key is no kiosk: "off" (by the office), "copy", or "unknown"."""
    if key_of(token) is not None:
        return "copy"
    known = select(KioskDevice.id).outerjoin(KioskKey, KioskKey.device_id == KioskDevice.id)
    hashed = hash_of(token)
    known = known.where(or_(KioskDevice.token_hash == hashed, KioskKey.token_hash == hashed))
    return "off" if db.session.scalar(known.limit(1)) is not None else "unknown"


def shows(device: KioskDevice, number: int, *, now: datetime) -> bool:
    """Whether the call of this number is one of the screen's place that is open, or ended a moment ago."""
    found = select(HelpCall.closed_at).where(HelpCall.id == number, HelpCall.place_id == device.place_id)
    row = db.session.execute(found).first()
    return row is not None and is_on_screen(closed_at=row.closed_at, now=now)


def devices() -> list[KioskDevice]:
    """Every paired kiosk that was not revoked, by place."""
    query = (
        select(KioskDevice)
        .where(KioskDevice.revoked_at.is_(None))
        .order_by(KioskDevice.place_id, KioskDevice.number, KioskDevice.id)
    )
    return list(db.session.scalars(query).unique())


def waiting_codes(*, now: datetime) -> list[PairingCode]:
    """The codes that still work and that nobody used yet, the first to end first; nobody can read them back."""
    living = select(PairingCode).where(PairingCode.used_at.is_(None), PairingCode.made_at > now - CODE_LIVES)
    return list(db.session.scalars(living.order_by(PairingCode.made_at, PairingCode.id)).unique())


def row_of(code: str) -> PairingCode:
    """The row of a code that was just made."""
    return db.session.scalars(select(PairingCode).where(PairingCode.code_hash == hash_of(code))).unique().one()


def hash_of(token: str) -> str:
    """What is stored of a code or a cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def the_one_called(typed: str, people: Collection[Person]) -> Person | None:
    """The only one with this full name, or else with this first or last name; of two nobody, it is not guessed."""
    words = folded(typed)
    by_all = [person for person in people if folded(person.full_name) == words]
    by_part = [person for person in people if words in (folded(person.first_name), folded(person.last_name))]
    found = by_all or by_part
    return found[0] if words and len(found) == 1 else None
