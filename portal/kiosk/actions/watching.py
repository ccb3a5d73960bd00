"""What the office hears of a screen: a copied key, and what the screen found when it looked at itself."""

from datetime import datetime

from sqlalchemy import select, update

from portal import audit, outbox
from portal.db import db, rows_changed, transaction
from portal.kiosk.models import KioskDevice
from portal.school import queries as school
from portal.school.models import Person, Role


def tell_office_one(now: datetime) -> bool:
    """Job: tell everybody of the office about one screen whose key was used on another machine."""
    untold = (KioskDevice.copied_at.is_not(None), KioskDevice.told_at.is_(None), KioskDevice.revoked_at.is_(None))
    with transaction() as session:
        number = session.scalar(select(KioskDevice.id).where(*untold).order_by(KioskDevice.id).limit(1))
        if number is None:
            return False
        told = update(KioskDevice).where(KioskDevice.id == number, *untold).values(told_at=now)
        if rows_changed(told) == 1:
            device = session.get_one(KioskDevice, number)
            for person in school.staff_with(Role.OFFICE):
                outbox.queue(person, "kiosk/messages/copied.txt", device, now=now, path="/office/kiosks")
    return True


def settle_copy(device: KioskDevice, person: Person, *, now: datetime) -> None:
    """The office looked into it: the next copy is told anew."""
    if device.copied_at is None:
        return
    device.copied_at = device.told_at = None
    audit.did(person, "kiosk copy settled", device, now=now)


def note_check(device: KioskDevice, found: dict[str, str], *, now: datetime) -> None:
    """Keep what the screen found about itself, for the office to see."""
    device.self_check, device.checked_at = found, now
    db.session.flush()
