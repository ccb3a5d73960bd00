"""Which browsers are kiosks, and which codes wait to make one."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from portal.db import db
from portal.kiosk.models import CODE_LIVES, KioskDevice, PairingCode


def device_of(token: str) -> KioskDevice | None:
    """The paired device of a cookie; None when it was revoked or never paired."""
    query = select(KioskDevice).where(KioskDevice.token_hash == hash_of(token), KioskDevice.revoked_at.is_(None))
    return db.session.scalars(query).unique().first()


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
