"""Messages and how they fared, what people chose, the devices that wait for notices, and how each way out does."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.outbox.paces import USUAL_DAY, USUAL_HOUR, Pace, Times
from portal.outbox.rules import Channel, Reason, Topic
from portal.vault import EncryptedText

if TYPE_CHECKING:
    from portal.school.models import Person


class State(StrEnum):
    """Where a message stands. Failed: given up after the limit, or refused for good. Returned: it came back."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    RETURNED = "returned"
    DROPPED = "dropped"


class Message(Base):
    """One message to one person on one channel, rendered in the receiver's language when it was queued.

    `way` is what it shares with others when it breaks: the mail server, or the push service of one maker of phones.
    Of the same message on several channels one `is_shown` to its receiver in the portal.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_waiting", "channel", "is_urgent", "due_at", "id", sqlite_where=text("state = 'waiting'"),
              postgresql_where=text("state = 'waiting'")),
        Index("ix_message_about", "kind", "about"),
        Index("ix_message_received", "person_id", "queued_at", "id"),
        Index("ix_message_undelivered", "state", "id", sqlite_where=text("state IN ('failed', 'returned')"),
              postgresql_where=text("state IN ('failed', 'returned')")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[Channel]
    way: Mapped[str]
    topic: Mapped[Topic]
    address: Mapped[str] = mapped_column(EncryptedText("message.address"))
    language: Mapped[str]
    subject: Mapped[str] = mapped_column(EncryptedText("message.subject"))
    body: Mapped[str] = mapped_column(EncryptedText("message.body"))
    path: Mapped[str] = mapped_column(EncryptedText("message.path"))
    calendar: Mapped[str | None] = mapped_column(EncryptedText("message.calendar"))
    calendar_method: Mapped[str | None]
    kind: Mapped[str]
    about: Mapped[int]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=True)
    state: Mapped[State] = mapped_column(default=State.WAITING)
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    person: Mapped["Person"] = relationship()

    @property
    def is_undelivered(self) -> bool:
        return self.state in (State.FAILED, State.RETURNED)


class MessageChoice(Base):
    """On which channels a person wants to hear of a topic; no row: the portal chooses; none of them: on the screen."""

    __tablename__ = "message_choice"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(primary_key=True)
    email: Mapped[bool] = mapped_column(default=False)
    sms: Mapped[bool] = mapped_column(default=False)
    push: Mapped[bool] = mapped_column(default=False)

    @property
    def channels(self) -> frozenset[Channel]:
        chosen = {Channel.EMAIL: self.email, Channel.SMS: self.sms, Channel.PUSH: self.push}
        return frozenset(channel for channel, is_wanted in chosen.items() if is_wanted)


class MessageTimes(Base):
    """When a person wants to hear; no row: class news once a day, and no quiet hours (see paces.Times)."""

    __tablename__ = "message_times"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    pace: Mapped[Pace] = mapped_column(default=Pace.DAILY)
    weekday: Mapped[int] = mapped_column(default=USUAL_DAY)
    hour: Mapped[int] = mapped_column(default=USUAL_HOUR)
    quiet_from: Mapped[int] = mapped_column(default=0)
    quiet_until: Mapped[int] = mapped_column(default=0)

    @property
    def times(self) -> Times:
        return Times(self.pace, self.weekday, self.hour, self.quiet_from, self.quiet_until)


class PushDevice(Base):
    """A browser that shows notices to the person who signed in on it, until that session is ended."""

    __tablename__ = "push_device"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("user_session.id", ondelete="CASCADE"), index=True)
    mark: Mapped[str] = mapped_column(unique=True)
    service: Mapped[str]
    name: Mapped[str]
    endpoint: Mapped[str] = mapped_column(EncryptedText("push_device.endpoint"))
    p256dh: Mapped[str] = mapped_column(EncryptedText("push_device.p256dh"))
    auth: Mapped[str] = mapped_column(EncryptedText("push_device.auth"))
    added_at: Mapped[datetime]


class Undelivered(Base):
    """One message that did not reach one person, and why: what the office needs to know about a family."""

    __tablename__ = "undelivered"
    __table_args__ = (Index("ix_undelivered_person", "person_id", "channel", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[Channel]
    reason: Mapped[Reason]
    status: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class WayOut(Base):
    """How the mail server, the SMS gateway or a push service does: it rests when it takes nothing."""

    __tablename__ = "way_out"
    name: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[Channel]
    failures: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(default="")
    failed_at: Mapped[datetime | None]
    rests_until: Mapped[datetime | None]
    worked_at: Mapped[datetime | None]
