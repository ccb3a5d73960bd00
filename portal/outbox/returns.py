"""What did not arrive, and at whom: refusals, bounces, and the addresses that are given up because of them."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.channels import bounces
from portal.db import db, transaction
from portal.outbox.letters import number_of
from portal.outbox.models import Message, State, Undelivered
from portal.outbox.queueing import send_otherwise
from portal.outbox.rules import BELIEVED_WITHIN_DAYS, Channel, Reason, is_the_end, reason_of

if TYPE_CHECKING:
    from portal.school.models import Person

log = logging.getLogger(__name__)


def note(person: "Person", channel: Channel, reason: Reason, status: str, now: datetime) -> None:
    """Write down that a message did not reach a person."""
    db.session.add(Undelivered(person_id=person.id, channel=channel, reason=reason, status=status, at=now))


def note_refused(message: Message, status: str, now: datetime) -> None:
    """A mail server refused an address; it is used no longer when nobody lives there, or when this goes on."""
    person = message.person
    month_ago = now - timedelta(days=BELIEVED_WITHIN_DAYS)
    since = max(person.email_verified_at or month_ago, month_ago)
    earlier = select(func.count()).where(
        Undelivered.person_id == person.id, Undelivered.channel == Channel.EMAIL, Undelivered.at > since
    )
    is_over = is_the_end(status, db.session.scalar(earlier) or 0)
    note(person, Channel.EMAIL, reason_of(status), status, now)
    if is_over and person.email == message.address:
        person.email_failed_at = now


def note_bounce(bounce: bounces.Bounce, now: datetime) -> bool:
    """A mail came back. Returns False when it is none of ours, or was noted before."""
    number = number_of(bounce.key)
    query = select(Message).where(Message.id == number, Message.channel == Channel.EMAIL)
    once = query.options(joinedload(Message.person)).with_for_update(of=Message)
    message = db.session.scalars(once).unique().first() if number else None
    if message is None or message.state is not State.SENT:
        return False
    note_refused(message, bounce.status, now)
    message.trouble = f"mail server: {bounce.status}"
    log.warning("message %d came back: %s", message.id, bounce.status)
    if not send_otherwise(message, now=now):
        message.state = State.RETURNED
    return True


def note_bounces(mails: Iterable[bytes], now: datetime) -> tuple[int, int]:
    """Read mails from a bounce mailbox; returns how many were read, and how many were bounces of ours."""
    read, ours = 0, 0
    for mail in mails:
        read += 1
        bounce = bounces.read(mail)
        if bounce is not None:
            with transaction():
                ours += note_bounce(bounce, now)
    return read, ours


def read_mailbox(now: datetime) -> None:
    """Read the mailbox of PORTAL_BOUNCES_URL, when there is one."""
    settings = current_app.config["SETTINGS"]
    if not settings.bounces_url:
        return
    try:
        with bounces.in_mailbox(settings) as mails:
            note_bounces(mails, now)
    except bounces.CannotRead as trouble:
        log.error("the mailbox for bounces cannot be read: %s", trouble)
