"""Putting a message in the outbox, in the transaction that causes it, in the receiver's language."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import delete, update

from portal import i18n, wake
from portal.db import db
from portal.outbox.choices import wish_of
from portal.outbox.models import Message, State, WayOut
from portal.outbox.paces import Times, leaves_at
from portal.outbox.rules import Channel, Matter, topic_of
from portal.outbox.ways import Way, ways_for, ways_on

if TYPE_CHECKING:
    from portal.school.models import Person


@dataclass(frozen=True)
class Calendar:
    """A calendar item that travels with a message: iCalendar text and its method (REQUEST or CANCEL)."""

    text: str
    method: str


@dataclass(frozen=True)
class What:
    """What a message says: its text and what the text sees, the thing it is about, and the page it leads to."""

    template: str
    about: Any
    path: str = "/"
    calendar: Calendar | None = None
    before: datetime | None = None
    context: dict = field(default_factory=dict)


def queue(
    person: "Person",
    template: str,
    about,
    *,
    now: datetime,
    path: str = "/",
    calendar: Calendar | None = None,
    channel: str | None = None,
    preferring: Collection[Channel] = (),
    is_urgent: bool = False,
    before: datetime | None = None,
    **context,
) -> Message | None:
    """Write a message to a person in the person's language; it leaves after this transaction is kept.

    `template` is a text whose first line is "Subject: …"; it sees `person`, `link` (the portal's address
    of `path`) and the context. Its folder says what it is about (rules.TOPICS), and with what the person chose
    decides the channels; naming one overrules that, and of those decided only the preferred ones are used, when any
    of these is among them. Urgent and not about a call for help means: a proof, such as
    a link to sign in. Returns the message that is shown to the receiver in the portal as well, or None when there
    is no address on the channel.
    """
    matter = Matter(topic_of(template), is_urgent)
    wish = wish_of(person, matter.topic)
    ways = ways_on(person, Channel(channel)) if channel else ways_for(person, matter, wish.channels)
    ways = [way for way in ways if way.channel in preferring] or ways
    what = What(template, about, path, calendar, before, context)
    return _queued(person, what, matter, ways, due_at=due_at(wish.times, before, now), now=now)


def queue_to(
    way: Way, person: "Person", template: str, about, *, now: datetime, path: str = "/", is_urgent: bool = False,
    **context,
) -> Message | None:  # fmt: skip
    """The same to one address, whether or not it is the person's: to show that it works, or that it was replaced."""
    what = What(template, about, path, context=context)
    return _queued(person, what, Matter(topic_of(template), is_urgent), [way], due_at=now, now=now)


def _queued(
    person: "Person", what: What, matter: Matter, ways: list[Way], *, due_at: datetime, now: datetime
) -> Message | None:
    if not ways:
        return None
    if what.about.id is None:
        db.session.flush()
    messages = [Message(**row) for row in rows_for(person, what, matter, ways, due_at=due_at, now=now)]
    db.session.add_all(messages)
    if matter.is_urgent:
        wake.when_kept(db.session())
    return messages[0]


def rows_for(
    person: "Person", what: What, matter: Matter, ways: list[Way], *, due_at: datetime, now: datetime
) -> list[dict]:
    """The columns of one message, rendered for this person: a row for each way."""
    subject, body = _rendered(person, what.template, what.path, what.context)
    shared = {
        "person_id": person.id, "language": person.language, "topic": matter.topic, "is_urgent": matter.is_urgent,
        "subject": subject, "body": body, "path": what.path, "kind": what.about.__tablename__, "about": what.about.id,
        "calendar": what.calendar.text if what.calendar else None,
        "calendar_method": what.calendar.method if what.calendar else None, "queued_at": now, "due_at": due_at,
    }  # fmt: skip
    rows = []
    for way in ways:
        is_read_here = way.channel is Channel.SCREEN
        rows.append(shared | {
            "channel": way.channel, "way": way.name or way.channel.value, "address": way.address,
            "is_shown": way is ways[0] and not matter.is_proof,
            "state": State.SENT if is_read_here else State.WAITING, "sent_at": now if is_read_here else None,
        })  # fmt: skip
    return rows


def due_at(times: Times, before: datetime | None, now: datetime) -> datetime:
    """When a message leaves: now, or when quiet hours are over if that is not too late."""
    calm = leaves_at(times, now=now, zone=i18n.school_zone())
    return calm if before is None or calm < before else now


def _rendered(person: "Person", template: str, path: str, context: dict) -> tuple[str, str]:
    with i18n.in_language(person.language):
        whole = current_app.jinja_env.get_template(template).render(person=person, link=link_to(path), **context)
    subject, _, body = whole.strip().partition("\n")
    return subject.removeprefix("Subject:").strip(), body.strip() + "\n"


def link_to(path: str) -> str:
    """The address under which people open a page of this portal."""
    return current_app.config["SETTINGS"].url.rstrip("/") + path


def drop_waiting(about) -> None:
    """Do not send what is still waiting about this thing: it is over."""
    db.session.execute(
        update(Message)
        .where(Message.kind == about.__tablename__, Message.about == about.id, Message.state == State.WAITING)
        .values(state=State.DROPPED)
    )


def retry(message: Message, *, now: datetime) -> None:
    """Send an undelivered message again, to the address that its receiver has now, from the start of its patience."""
    ways = [way for way in ways_on(message.person, message.channel) if message.channel is not Channel.PUSH]
    if ways:
        message.address = ways[0].address
    message.state, message.due_at, message.attempts, message.lease_until = State.WAITING, now, 0, None
    # Somebody looked at it and thinks that it works now.
    db.session.execute(delete(WayOut).where(WayOut.name == message.way))


def send_otherwise(message: Message, *, now: datetime) -> bool:
    """Send a message that was refused on one channel on another one; False when there is none, or it went there too.

    What a phone no longer takes is read in the portal at least; what a mail server refused is for the office to see.
    """
    matter = Matter(message.topic, message.is_urgent)
    if not message.is_shown or matter.is_call:
        return False
    wish = wish_of(message.person, message.topic)
    others = [way for way in ways_for(message.person, matter, wish.channels) if way.channel is not message.channel]
    if not others or (others[0].channel is Channel.SCREEN and message.channel is not Channel.PUSH):
        return False
    way = others[0]
    message.channel, message.address, message.way = way.channel, way.address, way.name or way.channel.value
    message.state, message.lease_until = State.WAITING, None
    message.due_at = due_at(wish.times, None, now)
    message.attempts, message.trouble = 0, ""
    if way.channel is Channel.SCREEN:
        message.state, message.sent_at = State.SENT, now
    return True
