"""Putting a message in the outbox, in the transaction that causes it, in the receiver's language."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import delete, update

from portal import i18n, wake
from portal.db import db
from portal.outbox.models import Message, State, WayOut
from portal.outbox.rules import Channel, Matter, topic_of
from portal.outbox.ways import Way, ways_for, ways_on

if TYPE_CHECKING:
    from portal.school.models import Person


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
    channel: str | None = None,
    preferring: Collection[Channel] = (),
    is_urgent: bool = False,
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
    ways = ways_on(person, Channel(channel)) if channel else ways_for(person, matter)
    ways = [way for way in ways if way.channel in preferring] or ways
    return _queued(person, template, about, matter, ways, now=now, path=path, calendar=calendar, context=context)


def queue_to(
    way: Way, person: "Person", template: str, about, *, now: datetime, path: str = "/", is_urgent: bool = False,
    **context,
) -> Message | None:  # fmt: skip
    """The same to one address, whether or not it is the person's: to show that it works, or that it was replaced."""
    matter = Matter(topic_of(template), is_urgent)
    return _queued(person, template, about, matter, [way], now=now, path=path, calendar=None, context=context)


def _queued(
    person: "Person", template: str, about, matter: Matter, ways: list[Way], *, now: datetime, path: str,
    calendar: Calendar | None, context: dict,
) -> Message | None:  # fmt: skip
    if not ways:
        return None
    if about.id is None:
        db.session.flush()
    subject, body = _rendered(person, template, path, context)
    shared = {
        "person_id": person.id, "language": person.language, "topic": matter.topic, "is_urgent": matter.is_urgent,
        "subject": subject, "body": body, "path": path, "kind": about.__tablename__, "about": about.id,
        "calendar": calendar.text if calendar else None, "calendar_method": calendar.method if calendar else None,
        "queued_at": now, "due_at": now,
    }  # fmt: skip
    messages = [
        Message(channel=way.channel, way=way.name or way.channel.value, address=way.address,
                is_shown=way is ways[0] and not matter.is_proof, **shared)
        for way in ways
    ]  # fmt: skip
    for message in messages:
        if message.channel is Channel.SCREEN:
            message.state, message.sent_at = State.SENT, now
    db.session.add_all(messages)
    if matter.is_urgent:
        wake.when_kept(db.session())
    return messages[0]


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
    others = [way for way in ways_for(message.person, matter) if way.channel is not message.channel]
    if not others or (others[0].channel is Channel.SCREEN and message.channel is not Channel.PUSH):
        return False
    way = others[0]
    message.channel, message.address, message.way = way.channel, way.address, way.name or way.channel.value
    message.state, message.due_at, message.lease_until = State.WAITING, now, None
    message.attempts, message.trouble = 0, ""
    if way.channel is Channel.SCREEN:
        message.state, message.sent_at = State.SENT, now
    return True
