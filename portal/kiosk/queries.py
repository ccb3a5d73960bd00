"""Which browsers are kiosks."""

import hashlib

from sqlalchemy import select

from portal.db import db
from portal.kiosk.models import KioskDevice


def device_of(token: str) -> KioskDevice | None:
    """The paired device of a cookie; None when it was revoked or never paired."""
    hashed = hashlib.sha256(token.encode()).hexdigest()
    query = select(KioskDevice).where(KioskDevice.token_hash == hashed, KioskDevice.revoked_at.is_(None))
    return db.session.scalars(query).unique().first()


def devices() -> list[KioskDevice]:
    """Every paired kiosk that was not revoked, by place."""
    query = select(KioskDevice).where(KioskDevice.revoked_at.is_(None)).order_by(KioskDevice.place_id, KioskDevice.id)
    return list(db.session.scalars(query).unique())
