"""The key in a screen's cookie: it is recognised, changed every day, and refused when it is a copy."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.db import apart
from portal.kiosk import queries
from portal.kiosk.models import KioskDevice, KioskKey
from portal.kiosk.queries import hash_of
from portal.kiosk.rules import (
    HANDED_OUT_AGAIN_AFTER,
    ROTATES_AFTER,
    SEEN_AGAIN_AFTER,
    family_of,
    is_on_its_way,
    new_token,
    place_of,
    went_dark,
)


def recognise(token: str, *, now: datetime) -> KioskDevice | None:
    """The screen of this key, or None; a key that was handed out is taken up, a copy is written down.

    What changes here is kept whatever becomes of the request, which may not have changed anything before.
    """
    device = queries.device_of(token) or _by_another_key(token, now)
    if device is not None and now - device.seen_at >= SEEN_AGAIN_AFTER:
        with apart() as session:
            session.execute(update(KioskDevice).where(KioskDevice.id == device.id).values(seen_at=now))
    return device


def _by_another_key(token: str, now: datetime) -> KioskDevice | None:
    key = queries.key_of(token)
    if key is None:
        # Another request may have taken it up since the screen was looked for.
        return queries.device_of(token, afresh=True)
    device, ended_at = key.device, key.ended_at
    if ended_at is not None and is_on_its_way(ended_at=ended_at, now=now):
        return device
    if ended_at is None or went_dark(ended_at=ended_at, rotated_at=device.rotated_at, seen_at=device.seen_at):
        with apart() as session:
            _take_up(session, key, now)
        return queries.device_of(token, afresh=True)
    with apart() as session:
        fresh = (KioskDevice.id == device.id, KioskDevice.copied_at.is_(None))
        session.execute(update(KioskDevice).where(*fresh).values(copied_at=now, told_at=None))
    return None


def _take_up(session: Session, key: KioskKey, now: datetime) -> None:
    """From now on this key is the screen's, and what it was known by before is replaced; of two at once one does it."""
    device = session.get_one(KioskDevice, key.device_id, with_for_update=True)
    # By the key itself: the number of a row that is gone may be another one's by now.
    waiting = session.scalars(select(KioskKey).where(KioskKey.token_hash == key.token_hash)).first()
    if waiting is None:
        return
    session.delete(waiting)
    session.flush()
    session.add(
        KioskKey(token_hash=device.token_hash, device_id=device.id, made_at=device.rotated_at or device.paired_at,
                 ended_at=now)
    )  # fmt: skip
    device.token_hash, device.rotated_at, device.seen_at = key.token_hash, now, now
    older = (KioskKey.device_id == device.id, KioskKey.ended_at.is_(None), KioskKey.made_at <= key.made_at)
    session.execute(update(KioskKey).where(*older).values(ended_at=now))


def hand_out(device: KioskDevice, token: str, *, now: datetime) -> str | None:
    """A new key for a screen whose key is a day old or of before keys had a place; None while there is no need.

    The old one goes on working until the new one comes back: an answer that is lost unpairs nobody.
    """
    is_young = now - (device.rotated_at or device.paired_at) < ROTATES_AFTER and place_of(token) is not None
    if is_young or device.token_hash != hash_of(token):
        return None
    with apart() as session:
        # Of two requests at once one waits here, and finds the key of the other.
        session.get_one(KioskDevice, device.id, with_for_update=True)
        recent = (KioskKey.device_id == device.id, KioskKey.ended_at.is_(None),
                  KioskKey.made_at > now - HANDED_OUT_AGAIN_AFTER)  # fmt: skip
        if session.scalar(select(KioskKey.id).where(*recent).limit(1)) is not None:
            return None
        fresh = new_token(device.place_id, family_of(token))
        session.add(KioskKey(token_hash=hash_of(fresh), device_id=device.id, made_at=now))
    return fresh
