"""Messages that must go out: queued with their cause, claimed, sent, marked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import ColumnElement, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal import channels, clock, i18n
from portal.channels import CannotSend, NeverSends, Parcel
from portal.db import Base, db, transaction
from portal.vault import EncryptedText

if TYPE_CHECKING:
    from portal.school.models import Person

LEASE = timedelta(seconds=60)
URGENT_LEASE = timedelta(seconds=12)
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=2)
LIMIT = 8
URGENT_LIMIT = 20
URGENT_WAIT = timedelta(seconds=5)
CHANNEL_MEMORY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=90)

log = logging.getLogger(__name__)

# Whether messages are only shown is the business of the demo; it is plugged in when the app is put together.
_only_shown: list[Callable[[], bool]] = []


class State(StrEnum):
    """Where a message stands. Failed means: given up after the limit, or refused for good."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Message(Base):
    """One message to one person on one channel, rendered in the receiver's language when it was queued."""

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_waiting", "is_urgent", "due_at", "id", sqlite_where=text("state = 'waiting'"),
              postgresql_where=text("state = 'waiting'")),
        Index("ix_message_about", "kind", "about"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    channel: Mapped[str]
    address: Mapped[str] = mapped_column(EncryptedText("message.address"))
    language: Mapped[str]
    subject: Mapped[str] = mapped_column(EncryptedText("message.subject"))
    body: Mapped[str] = mapped_column(EncryptedText("message.body"))
    calendar: Mapped[str | None] = mapped_column(EncryptedText("message.calendar"))
    calendar_method: Mapped[str | None]
    kind: Mapped[str]
    about: Mapped[int]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(default=State.WAITING)
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    person: Mapped["Person"] = relationship()


@dataclass(frozen=True)
class Calendar:
    """A calendar item that travels with a message: iCalendar text and its method (REQUEST or CANCEL)."""

    text: str
    method: str


def queue(
    person: "Person",
    template: str,
    about,
    *,
    now: datetime,
    path: str = "/",
    calendar: Calendar | None = None,
    channel: str = "email",
    is_urgent: bool = False,
    **context,
) -> Message | None:
    """Write a message to a person in the person's language; it leaves after this transaction is kept.

    `template` is a text whose first line is "Subject: …"; it sees `person`, `link` (the portal's address
    of `path`), `school_name` and the context. Returns None when the person has no address on the channel.
    """
    address = person.email if channel == "email" else str(person.id)
    if not address:
        return None
    if about.id is None:
        db.session.flush()
    subject, body = _rendered(person, template, path, context)
    message = Message(
        person_id=person.id, channel=channel, address=address, language=person.language, subject=subject, body=body,
        calendar=calendar.text if calendar else None, calendar_method=calendar.method if calendar else None,
        kind=about.__tablename__, about=about.id, is_urgent=is_urgent, queued_at=now, due_at=now,
    )  # fmt: skip
    db.session.add(message)
    return message


def _rendered(person: "Person", template: str, path: str, context: dict) -> tuple[str, str]:
    link = current_app.config["SETTINGS"].url.rstrip("/") + path
    with i18n.in_language(person.language):
        whole = current_app.jinja_env.get_template(template).render(person=person, link=link, **context)
    subject, _, body = whole.strip().partition("\n")
    return subject.removeprefix("Subject:").strip(), body.strip() + "\n"


def drop_waiting(about) -> None:
    """Do not send what is still waiting about this thing: it is over."""
    db.session.execute(
        update(Message)
        .where(Message.kind == about.__tablename__, Message.about == about.id, Message.state == State.WAITING)
        .values(state=State.DROPPED)
    )


def only_show_when(asked: Callable[[], bool]) -> None:
    """Name the function that says whether messages are kept to be looked at instead of sent."""
    _only_shown[:] = [asked]


def send_urgent_one(now: datetime) -> bool:
    """Job: send the oldest urgent message that is due. Returns whether there was one."""
    return _send_one(now, is_urgent=True)


def send_one(now: datetime) -> bool:
    """Job: send the oldest ordinary message that is due. Returns whether there was one."""
    return _send_one(now, is_urgent=False)


def _send_one(now: datetime, *, is_urgent: bool) -> bool:
    claimed = _claim(now, is_urgent=is_urgent)
    if claimed is None:
        return False
    send, attempts, parcel, number = claimed
    try:
        send(parcel)
    except CannotSend as trouble:
        limit = 0 if isinstance(trouble, NeverSends) else URGENT_LIMIT if is_urgent else LIMIT
        _mark_trouble(number, attempts, limit, str(trouble), now, is_urgent=is_urgent)
    else:
        with transaction() as session:
            sent = {"state": State.SENT, "sent_at": clock.now(), "lease_until": None, "trouble": ""}
            session.execute(update(Message).where(Message.id == number).values(**sent))
    return True


def _claim(now: datetime, *, is_urgent: bool) -> tuple[Callable[[Parcel], None], int, Parcel, int] | None:
    # Leased, not sent: a crash delays this message but never loses it.
    due = (
        select(Message)
        .where(Message.state == State.WAITING, Message.is_urgent == is_urgent, Message.due_at <= now)
        .where((Message.lease_until.is_(None)) | (Message.lease_until < now))
        .order_by(Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with transaction() as session:
        message = session.scalars(due).first()
        if message is None:
            return None
        message.lease_until = now + (URGENT_LEASE if is_urgent else LEASE)
        message.attempts += 1
        parcel = Parcel(
            key=f"message-{message.id}", to=message.address, subject=message.subject, text=message.body,
            language=message.language, calendar=message.calendar, calendar_method=message.calendar_method,
        )  # fmt: skip
        return _way_out(message.channel), message.attempts, parcel, message.id


def _way_out(channel: str) -> Callable[[Parcel], None]:
    is_only_shown = any(asked() for asked in _only_shown)
    return channels.record if is_only_shown else channels.sender_for(channel, current_app.config["SETTINGS"])


def _mark_trouble(number: int, attempts: int, limit: int, trouble: str, now: datetime, *, is_urgent: bool) -> None:
    log.warning("message %d was not taken at attempt %d: %s", number, attempts, trouble)
    wait = URGENT_WAIT if is_urgent else min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    state = State.WAITING if attempts < limit else State.FAILED
    with transaction() as session:
        later = {"state": state, "due_at": now + wait, "lease_until": None, "trouble": trouble}
        session.execute(update(Message).where(Message.id == number).values(**later))


def failed() -> list[Message]:
    """Messages that were given up, with their receivers, newest first: the office sees them."""
    query = select(Message).where(Message.state == State.FAILED).options(joinedload(Message.person))
    return list(db.session.scalars(query.order_by(Message.id.desc())).unique())


def is_urgent_late(now: datetime, *, after: timedelta) -> bool:
    """Whether an urgent message is waiting longer than this: the worker is not there."""
    late = select(Message.id).where(Message.state == State.WAITING, Message.is_urgent, Message.due_at < now - after)
    return db.session.scalar(late.limit(1)) is not None


def is_channel_in_trouble(now: datetime) -> bool:
    """Whether the last messages that were tried in the past ten minutes all failed to leave."""
    lately = select(Message.trouble != "").where(Message.attempts > 0, Message.queued_at > now - CHANNEL_MEMORY)
    tried = list(db.session.scalars(lately.order_by(Message.due_at.desc(), Message.id.desc()).limit(3)))
    return len(tried) == 3 and all(tried)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Messages that left or were given up longer ago than anybody asks about them."""
    return [(Message, (Message.state != State.WAITING) & (Message.queued_at < now - KEPT_FOR))]


# Messages about these say nothing that opens a door: no link to sign in with, no code.
QUOTED = ("post", "round", "booking", "data_export", "erasure")


def exported_of(person: "Person") -> list[dict]:
    """For a copy that somebody may keep: what was sent to them; a message that opens a door without its words."""
    query = select(Message).where(Message.person_id == person.id).order_by(Message.id)
    return [
        {
            "channel": each.channel, "address": each.address,
            "subject": each.subject if each.kind in QUOTED else None,
            "text": each.body if each.kind in QUOTED else None, "queued_at": each.queued_at, "sent_at": each.sent_at,
            "state": each.state,
        }
        for each in db.session.scalars(query).unique()
    ]  # fmt: skip


def retry(message: Message, *, now: datetime) -> None:
    """Send a failed message again, from the start of its patience."""
    message.state, message.due_at, message.attempts, message.lease_until = State.WAITING, now, 0, None
