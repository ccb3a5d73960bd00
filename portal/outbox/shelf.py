"""What lies in the outbox, for who looks at it: the receiver, the office, retention."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.db import Base, db
from portal.outbox.digests import Digest, DigestPost
from portal.outbox.models import Message, State, Undelivered
from portal.outbox.rules import OUTSIDE, Channel

if TYPE_CHECKING:
    from portal.school.models import Person

KEPT_FOR = timedelta(days=90)
TROUBLE_KEPT_FOR = timedelta(days=365)
A_PAGE = 30
MOST_PAGES = 1000

_UNDELIVERED = (State.FAILED, State.RETURNED)
_RECEIVED = (
    select(Message)
    .where(Message.person_id == bindparam("person_id"), Message.is_shown)
    .order_by(Message.queued_at.desc(), Message.id.desc())
    .limit(A_PAGE + 1)
    .offset(bindparam("passed_over"))
)


def received_by(person: "Person", *, page: int = 1) -> tuple[list[Message], bool]:
    """A page of the messages to this person, newest first, and whether there are older ones."""
    passed_over = min(max(page - 1, 0), MOST_PAGES) * A_PAGE
    rows = list(db.session.scalars(_RECEIVED, {"person_id": person.id, "passed_over": passed_over}))
    return rows[:A_PAGE], len(rows) > A_PAGE


def failed(*, limit: int | None = None) -> list[Message]:
    """Messages that were given up or came back, with their receivers, newest first: the office sees them."""
    query = select(Message).where(Message.state.in_(_UNDELIVERED)).options(joinedload(Message.person))
    return list(db.session.scalars(query.order_by(Message.id.desc()).limit(limit)).unique())


def count_failed() -> int:
    """How many messages did not arrive."""
    return db.session.scalar(select(func.count()).where(Message.state.in_(_UNDELIVERED))) or 0


def count_failed_by_channel() -> dict[Channel, int]:
    """The same for each channel that leads outside."""
    query = select(Message.channel, func.count()).where(Message.state.in_(_UNDELIVERED)).group_by(Message.channel)
    found = {channel: number for channel, number in db.session.execute(query)}
    return {channel: found.get(channel, 0) for channel in OUTSIDE}


def failing_people() -> set[int]:
    """The numbers of people to whom the last message that left, or should have left, did not arrive."""
    later = aliased(Message)
    arrived_since = select(later.id).where(
        later.person_id == Message.person_id, later.id > Message.id, later.state == State.SENT,
        later.channel != Channel.SCREEN,
    )  # fmt: skip
    query = select(Message.person_id).where(Message.state.in_(_UNDELIVERED), ~arrived_since.exists())
    return set(db.session.scalars(query.distinct()))


def last_trouble_of(people: Iterable[int]) -> dict[int, Undelivered]:
    """For each of these people the last thing that went wrong."""
    newest = (
        select(func.max(Undelivered.id)).where(Undelivered.person_id.in_(list(people))).group_by(Undelivered.person_id)
    )
    rows = db.session.scalars(select(Undelivered).where(Undelivered.id.in_(newest)))
    return {row.person_id: row for row in rows}


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Messages that left or were given up, and troubles, longer ago than anybody asks about them."""
    return [
        (Message, (Message.state != State.WAITING) & (Message.queued_at < now - KEPT_FOR)),
        (DigestPost, DigestPost.digest_id.in_(select(Digest.id).where(Digest.at < now - KEPT_FOR))),
        (Digest, Digest.at < now - KEPT_FOR),
        (Undelivered, Undelivered.at < now - TROUBLE_KEPT_FOR),
    ]
