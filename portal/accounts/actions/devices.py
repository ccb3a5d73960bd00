"""Browsers that a person signed in with before: remembered, and told about when one is new."""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from portal import outbox, vault
from portal.accounts.models import KnownDevice, UserSession
from portal.accounts.queries import words_for_device
from portal.db import db, rows_changed


def note_device(session: UserSession, device: str, *, now: datetime) -> None:
    """Know this browser (`device` is the random text of its cookie) again; tell its owner when it is new.

    The very first sign-in of an account is not told: there is nobody yet whom it could surprise.
    """
    mark = vault.ring.mark(f"{session.person_id}:{device}", "known_device")
    mine = KnownDevice.person_id == session.person_id
    if rows_changed(update(KnownDevice).where(mine, KnownDevice.mark == mark).values(seen_at=now)):
        return
    has_others = bool(db.session.scalar(select(exists().where(mine))))
    try:
        with db.session.begin_nested():
            db.session.add(KnownDevice(person_id=session.person_id, mark=mark, seen_at=now))
    except IntegrityError:
        # Two sign-ins of one browser at once: the other one remembers and tells.
        return
    if has_others:
        _tell_owner(session, now)


def _tell_owner(session: UserSession, now: datetime) -> None:
    person = session.person
    known = {"browser": session.browser, "system": session.system, "at": session.started_at}
    template, channel = ("accounts/messages/new_device.txt", "email") if person.email else (
        "accounts/messages/new_device_sms.txt", "sms")  # fmt: skip
    outbox.queue(
        person, template, session, channel=channel, now=now, path="/account", in_words=words_for_device, **known
    )
