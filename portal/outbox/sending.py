"""Sending what is in the outbox: claimed, handed to its channel, marked. Each channel has its own lanes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from flask import current_app
from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from portal import channels, clock
from portal.channels import AddressRefused, CannotSend, ChannelDown, DeviceGone, NeverSends, Parcel
from portal.db import reading, transaction
from portal.outbox import letters, rests, returns, taken
from portal.outbox.choices import device_numbered, forget_device
from portal.outbox.models import Message, State
from portal.outbox.queueing import send_otherwise
from portal.outbox.rules import Channel, Reason
from portal.outbox.ways import is_only_shown

LEASE = timedelta(seconds=60)
URGENT_LEASE = timedelta(seconds=12)
# No lease lasts this long, however much the clocks of two machines differ.
LEASE_AHEAD = LEASE + timedelta(seconds=60)
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=2)
LIMIT = 8
URGENT_LIMIT = 20
URGENT_WAIT = timedelta(seconds=5)
URGENT_AT_ONCE = 6
URGENT_LONG_WAIT = timedelta(seconds=30)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claimed:
    """A message that this worker holds for a while: its number, its attempt, and what is sent with what."""

    number: int
    attempt: int
    way: str
    channel: Channel
    is_urgent: bool
    parcel: Parcel
    send: Callable[[Parcel], None]


def send_one_on(channel: Channel, now: datetime, *, is_urgent: bool) -> bool:
    """Job: send the oldest message of one lane that is due. Returns whether there was one."""
    claimed = claim(channel, now, is_urgent=is_urgent)
    if claimed is None:
        return False
    try:
        claimed.send(claimed.parcel)
    except CannotSend as trouble:
        _mark_trouble(claimed, trouble, now)
    else:
        _mark_sent(claimed)
    return True


# A lane for what is urgent and one for what is not, on each channel: none waits for a server that another one needs.
URGENT_LANES = tuple(
    partial(send_one_on, channel, is_urgent=True) for channel in (Channel.PUSH, Channel.SMS, Channel.EMAIL)
)
LANES = tuple(partial(send_one_on, channel, is_urgent=False) for channel in (Channel.EMAIL, Channel.SMS, Channel.PUSH))


def claim(channel: Channel, now: datetime, *, is_urgent: bool) -> Claimed | None:
    """Take the oldest message of a lane that is due, for a while: a crash delays it but never loses it."""
    due = _due(channel, now, is_urgent=is_urgent)
    with reading() as session:
        # Most of the time there is nothing; looking takes nobody's turn to write.
        if session.scalars(due.with_only_columns(Message.id)).first() is None:
            return None
    with transaction() as session:
        message = session.scalars(due.with_for_update(skip_locked=True, of=Message)).first()
        if message is None:
            return None
        device = device_numbered(int(message.address)) if channel is Channel.PUSH else None
        lease = URGENT_LEASE if is_urgent else LEASE
        if message.lease_until and taken.was_noted(letters.key_of(message.id), since=message.lease_until - lease):
            # A server took it from a worker that was killed before it could write that down.
            message.state, message.sent_at, message.lease_until = State.SENT, now, None
        elif device is not None or channel is not Channel.PUSH:
            message.lease_until = now + lease
            message.attempts += 1
            parcel = letters.parcel_of(message, device)
            return Claimed(message.id, message.attempts, message.way, channel, is_urgent, parcel, _sender(channel))
        else:
            # Taken off the list, or signed out, while this waited.
            _leave(message, State.DROPPED, now)
    return claim(channel, now, is_urgent=is_urgent)


def _due(channel: Channel, now: datetime, *, is_urgent: bool) -> Select:
    # Written by a clock that was ahead and was put back since: such a message is due, such a lease is over.
    is_due = (Message.due_at <= now) | ((Message.queued_at > now) & (Message.due_at >= Message.queued_at))
    is_free = Message.lease_until.is_(None) | (Message.lease_until < now) | (Message.lease_until > now + LEASE_AHEAD)
    return (
        select(Message)
        .where(Message.state == State.WAITING, Message.channel == channel, Message.is_urgent == is_urgent)
        .where(is_due, is_free)
        .where(Message.way.not_in(rests.resting(now, is_urgent=is_urgent)))
        .order_by(Message.due_at, Message.id)
        .limit(1)
    )


def _sender(channel: Channel) -> Callable[[Parcel], None]:
    return channels.record if is_only_shown() else channels.sender_for(channel, current_app.config["SETTINGS"])


def _mark_sent(claimed: Claimed) -> None:
    with transaction() as session:
        sent = {"state": State.SENT, "sent_at": clock.now(), "lease_until": None, "trouble": ""}
        session.execute(update(Message).where(Message.id == claimed.number).values(**sent))
        rests.note_worked(claimed.way, claimed.channel, clock.now())
    log.info("message %d was taken", claimed.number, extra=_known_by(claimed))


def _known_by(claimed: Claimed) -> dict[str, str | int]:
    return {"message_id": claimed.number, "channel": claimed.channel.value, "way": claimed.way}


def _mark_trouble(claimed: Claimed, trouble: CannotSend, now: datetime) -> None:
    log.warning("message %d was not taken at attempt %d: %s", claimed.number, claimed.attempt, trouble,
                extra=_known_by(claimed))  # fmt: skip
    # Dropped since then, sent again by hand or by another worker: no more of this attempt.
    mine = select(Message).where(
        Message.id == claimed.number, Message.state == State.WAITING, Message.attempts == claimed.attempt
    )
    with transaction() as session:
        if isinstance(trouble, ChannelDown):
            rests.note_failed(claimed.way, claimed.channel, str(trouble), trouble.rests_for, now)
        message = session.scalars(mine.options(joinedload(Message.person)).with_for_update(of=Message)).unique().first()
        if message is None:
            return
        message.lease_until, message.trouble = None, str(trouble)
        if isinstance(trouble, NeverSends):
            _give_up(message, trouble, now)
        elif claimed.attempt >= (URGENT_LIMIT if claimed.is_urgent else LIMIT):
            returns.note(message.person, message.channel, Reason.NOT_TAKEN, "", now)
            message.state = State.FAILED
        else:
            message.due_at = now + _wait(claimed.attempt, is_urgent=claimed.is_urgent)


def _wait(attempt: int, *, is_urgent: bool) -> timedelta:
    if is_urgent:
        # Some mail servers take nothing from a stranger for the first five minutes.
        return URGENT_WAIT if attempt < URGENT_AT_ONCE else URGENT_LONG_WAIT
    return min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)


def _give_up(message: Message, trouble: NeverSends, now: datetime) -> None:
    """Refused for good: the address or device is not used again, and the message goes another way when there is one."""
    if isinstance(trouble, DeviceGone):
        forget_device(int(message.address))
        _leave(message, State.DROPPED, now)
        return
    if isinstance(trouble, AddressRefused):
        returns.note_refused(message, trouble.status or "5.1.1", now)
    else:
        returns.note(message.person, message.channel, Reason.REFUSED, "", now)
    _leave(message, State.FAILED, now)


def _leave(message: Message, state: State, now: datetime) -> None:
    if not send_otherwise(message, now=now):
        message.state = state
