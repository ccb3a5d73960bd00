"""Pairing a browser with a place, and taking it back."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from portal import audit, codes
from portal.db import Base, Refusal, db, rows_changed
from portal.kiosk.models import CODE_LIVES, KioskDevice, KioskKey, PairingCode
from portal.kiosk.queries import hash_of
from portal.kiosk.rules import OLD_KEYS_KEPT, new_token
from portal.school.models import Person, Place


class CodeIsOver(Refusal):
    """The pairing code is unknown, used or older than ten minutes."""


class CodeIsSpent(Refusal):
    """The pairing code was used a moment earlier: there is a kiosk now."""


def make_pairing_code(place: Place, person: Person, *, now: datetime) -> str:
    """A fresh code for a place, to be typed at the kiosk within CODE_LIVES."""
    code = codes.fresh()
    db.session.execute(delete(PairingCode).where(PairingCode.made_at < now - CODE_LIVES))
    row = PairingCode(code_hash=hash_of(code), place_id=place.id, made_by_id=person.id, made_at=now)
    db.session.add(row)
    audit.did(person, "pairing code made", row, now=now)
    return code


def withdraw(code: PairingCode, person: Person, *, now: datetime) -> None:
    """A code that nobody used pairs nothing any more. Twice is once. Raises CodeIsSpent."""
    unused = delete(PairingCode).where(PairingCode.id == code.id, PairingCode.used_at.is_(None))
    if rows_changed(unused) == 1:
        audit.did(person, "pairing code withdrawn", code, now=now)
    elif db.session.scalar(select(PairingCode.id).where(PairingCode.id == code.id)) is not None:
        raise CodeIsSpent


def pair(code: str, *, now: datetime) -> tuple[KioskDevice, str]:
    """Spend a code; returns the device and the token for its cookie. Raises CodeIsOver."""
    hashed = hash_of(codes.tidy(code))
    living = (PairingCode.code_hash == hashed, PairingCode.used_at.is_(None), PairingCode.made_at > now - CODE_LIVES)
    if rows_changed(update(PairingCode).where(*living).values(used_at=now)) != 1:
        raise CodeIsOver
    spent = db.session.scalars(select(PairingCode).where(PairingCode.code_hash == hashed)).one()
    token = new_token(spent.place_id)
    number = _free_number(spent.place_id)
    device = KioskDevice(
        token_hash=hash_of(token), place_id=spent.place_id, number=number, paired_at=now, seen_at=now
    )  # fmt: skip
    db.session.add(device)
    db.session.flush()
    audit.did(spent.made_by, "kiosk paired", device, now=now)
    return device, token


def _free_number(place_id: int) -> int:
    """The lowest number that no kiosk of this place has; of two paired at once, one waits for the other."""
    db.session.get_one(Place, place_id, with_for_update=True)
    living = select(KioskDevice.number).where(KioskDevice.place_id == place_id, KioskDevice.revoked_at.is_(None))
    taken = set(db.session.scalars(living))
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def revoke(device: KioskDevice, person: Person, *, now: datetime) -> None:
    """Take a kiosk's right away, at once."""
    device.revoked_at = device.revoked_at or now
    audit.did(person, "kiosk revoked", device, now=now)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Codes that pair nothing any more, and keys that were replaced so long ago that no browser holds them."""
    return [
        (PairingCode, PairingCode.made_at < now - CODE_LIVES),
        (KioskKey, KioskKey.made_at < now - OLD_KEYS_KEPT),
    ]
