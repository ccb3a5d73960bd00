"""Looking every few seconds whether all is well, writing down what is not, and telling who can do something."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import heartbeat, i18n, outbox
from portal.db import db, reading, transaction
from portal.outbox import OUTSIDE, Channel
from portal.school import queries as school
from portal.school.models import Person, Role
from portal.watch import queries
from portal.watch.models import NotedTrouble
from portal.watch.queries import days, words
from portal.watch.rules import Deed, Kind, Trouble, next_deed

LOOKS_EVERY = timedelta(seconds=10)
# A worker that was away for less was only started again.
OUTAGE = timedelta(minutes=2)


def look_one(now: datetime) -> bool:
    """Job: once every while, one of all workers compares what is wrong with what is written down."""
    if not heartbeat.comes_round("watch", now, every=LOOKS_EVERY):
        return False
    with reading():
        found = queries.everything_wrong(now=now)
        is_quiet = not found and db.session.scalar(_open().with_only_columns(NotedTrouble.id).limit(1)) is None
    if is_quiet:
        return False
    with transaction():
        follow(found, now)
    return True


def follow(found: Iterable[Trouble], now: datetime) -> None:
    """Write down what is new, tell what lasts, and end what is over."""
    found = set(found)
    known = {row.trouble: row for row in db.session.scalars(_open())}
    for trouble in sorted(found - known.keys()):
        if (row := _noted(trouble, now)) is not None:
            known[trouble] = row
    is_school_open = days.is_school_open(now)
    for trouble, row in sorted(known.items()):
        deed = next_deed(row.noted, is_there=trouble in found, is_school_open=is_school_open, now=now)
        _do(deed, row, now)


def _open():
    return select(NotedTrouble).where(NotedTrouble.over_at.is_(None)).order_by(NotedTrouble.id)


def _noted(trouble: Trouble, now: datetime) -> NotedTrouble | None:
    """The trouble as a new row; None when another worker was first."""
    row = NotedTrouble(kind=trouble.kind, about=trouble.about, name=trouble.name, since=now)
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        return None
    return row


def _do(deed: Deed, row: NotedTrouble, now: datetime) -> None:
    if deed is Deed.TELL:
        row.told_at = now
        _tell("watch/messages/trouble.txt", row, now)
    elif deed is Deed.NOTE_GONE:
        row.gone_at = now
    elif deed is Deed.NOTE_BACK:
        row.gone_at = None
    elif deed is Deed.END:
        row.over_at = now
    elif deed is Deed.TELL_OVER:
        row.over_at = row.gone_at or now
        if row.kind is not Kind.DRILL:
            _tell("watch/messages/over.txt", row, now)


def _tell(template: str, row: NotedTrouble, now: datetime) -> None:
    for person in _who_hears(row.kind):
        outbox.queue(
            person, template, row, now=now, path="/office/readiness", channel=_way_around(person, row.trouble),
            trouble=row.trouble, since=i18n.time_of_day(row.since), said=words.said_with_name,
            what_to_do=words.what_to_do,
        )  # fmt: skip


def _who_hears(kind: Kind) -> list[Person]:
    """The office; of a drill that is due the coordinator, or the office when there is none."""
    coordinators = school.staff_with(Role.COORDINATOR) if kind is Kind.DRILL else []
    return coordinators or school.staff_with(Role.OFFICE)


def _way_around(person: Person, trouble: Trouble) -> Channel | None:
    """Another channel than the one that is broken; None when any will do."""
    if trouble.kind not in (Kind.CHANNEL, Kind.LANE):
        return None
    others = (channel for channel in OUTSIDE if channel.value != trouble.about)
    return next((channel for channel in others if outbox.ways_on(person, channel)), Channel.SCREEN)


def note_outage(now: datetime) -> None:
    """A worker that begins writes down, and tells, that nothing was sent for a while; before its first sign of life."""
    with transaction():
        at = heartbeat.all_seen().get("worker")
        if at is None or now - at < OUTAGE or not (days.is_school_open(at) or days.is_school_open(now)):
            return
        row = NotedTrouble(kind=Kind.WORKER, about=i18n.time_of_day(at), name="", since=at)
        row.told_at = row.gone_at = row.over_at = now
        db.session.add(row)
        db.session.flush()
        _tell("watch/messages/outage.txt", row, now)
