"""One message to many people at once: asked about together, written in a few statements."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert

from portal import i18n
from portal.db import db
from portal.outbox.choices import knowing, wish_of
from portal.outbox.models import Message
from portal.outbox.paces import Pace, Times, leaves_at, next_digest
from portal.outbox.queueing import What, due_at, rows_for
from portal.outbox.rules import Matter, topic_of
from portal.outbox.ways import ways_for

if TYPE_CHECKING:
    from portal.school.models import Person


def queue_for_all(
    people: Collection["Person"], template: str, about, *, now: datetime, path: str = "/", **context
) -> int:
    """Like `queue` for each of these, who are loaded with their numbers; returns how many messages that made."""
    what = What(template, about, path, context=context)
    return _queued_for_all(people, what, lambda times: due_at(times, None, now), now)


def queue_calmly_for_all(
    people: Collection["Person"], template: str, about, *, now: datetime, path: str = "/", **context
) -> int:
    """The same, at the moment at which each of these hears of class news: at once, or with the next digest."""
    what = What(template, about, path, context=context)
    return _queued_for_all(people, what, lambda times: _calm(times, now), now)


def _calm(times: Times, now: datetime) -> datetime:
    zone = i18n.school_zone()
    at = now if times.pace is Pace.AT_ONCE else next_digest(times, now=now, zone=zone)
    return leaves_at(times, now=at, zone=zone)


def _queued_for_all(people: Collection["Person"], what: What, due: Callable[[Times], datetime], now: datetime) -> int:
    if what.about.id is None:
        db.session.flush()
    matter = Matter(topic_of(what.template))
    rows: list[dict] = []
    with knowing(people):
        for person in people:
            wish = wish_of(person, matter.topic)
            ways = ways_for(person, matter, wish.channels)
            rows += rows_for(person, what, matter, ways, due_at=due(wish.times), now=now)
    if rows:
        db.session.execute(insert(Message), rows)
    return len(rows)
