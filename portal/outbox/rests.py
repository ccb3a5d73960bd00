"""How each way out does: one that takes nothing rests for a moment, so that no worker stands waiting before it."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.db import db, rows_changed
from portal.outbox.models import Message, State, WayOut
from portal.outbox.rules import OUTSIDE, Channel

FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=5)
# A call for help knocks again and again, but not at each of its messages.
URGENT_REST = timedelta(seconds=5)
# Longer silence is not asked for by any server that is alive.
MOST_ASKED = 3600
NOTED_AGAIN_AFTER = timedelta(minutes=1)
MEMORY = timedelta(minutes=10)
TOO_OFTEN = 3


def resting(now: datetime, *, is_urgent: bool) -> Select:
    """The names of the ways out that are left alone now."""
    if is_urgent:
        lately = (WayOut.failed_at > now - URGENT_REST) & (WayOut.failed_at <= now + URGENT_REST)
        return select(WayOut.name).where(WayOut.failures > 0, lately)
    return select(WayOut.name).where(WayOut.rests_until > now)


def note_failed(name: str, channel: Channel, trouble: str, rests_for: int | None, now: datetime) -> None:
    """A way out took nothing: it rests, longer each time, or as long as it asked for itself."""
    _know(name, channel)
    way = db.session.get_one(WayOut, name, with_for_update=True)
    asked = timedelta(seconds=min(rests_for or 0, MOST_ASKED))
    way.rests_until = now + max(asked, min(FIRST_REST * 2 ** min(way.failures, 10), LONGEST_REST))
    way.failures, way.failed_at, way.trouble = way.failures + 1, now, trouble


def note_worked(name: str, channel: Channel, now: datetime) -> None:
    """A way out took a message: it needs no rest any more. Written down once in a while only."""
    known = WayOut.name == name
    stale = (WayOut.failures > 0) | (WayOut.worked_at.is_(None)) | (WayOut.worked_at < now - NOTED_AGAIN_AFTER)
    fine = {"failures": 0, "trouble": "", "rests_until": None, "worked_at": now}
    if not rows_changed(update(WayOut).where(known, stale).values(**fine)) and db.session.get(WayOut, name) is None:
        _know(name, channel, worked_at=now)


def _know(name: str, channel: Channel, worked_at: datetime | None = None) -> None:
    """A row for this way out; several lanes, of several workers, may send over it for the first time at once."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(WayOut).values(name=name, channel=channel, failures=0, trouble="", worked_at=worked_at)
    db.session.execute(row.on_conflict_do_nothing())


def in_trouble(now: datetime) -> set[Channel]:
    """Channels on which lately nothing left: a way out that failed again and again, or the last three messages."""
    recent = WayOut.failed_at > now - MEMORY
    failing = select(WayOut.channel).where(WayOut.failures >= TOO_OFTEN, recent)
    found = set(db.session.scalars(failing))
    return found | {channel for channel in OUTSIDE if channel not in found and _last_ones_failed(channel, now)}


def _last_ones_failed(channel: Channel, now: datetime) -> bool:
    lately = select(Message.trouble != "").where(Message.channel == channel, Message.attempts > 0)
    newest = lately.where(Message.queued_at > now - MEMORY).order_by(Message.due_at.desc(), Message.id.desc())
    tried = list(db.session.scalars(newest.limit(TOO_OFTEN)))
    return len(tried) == TOO_OFTEN and all(tried)


def is_urgent_late(now: datetime, *, after: timedelta) -> bool:
    """Whether an urgent message that is due waits longer than this: the worker is not there, or its channel is down."""
    late = select(Message.id).where(Message.state == State.WAITING, Message.is_urgent, Message.due_at < now - after)
    return db.session.scalar(late.limit(1)) is not None


def ages(now: datetime) -> dict[tuple[Channel, bool], float]:
    """For each channel, and whether it is urgent: how many seconds the oldest message that should be out waits."""
    waiting = (
        select(Message.channel, Message.is_urgent, func.min(Message.queued_at))
        .where(Message.state == State.WAITING, Message.due_at <= now)
        .group_by(Message.channel, Message.is_urgent)
    )
    found = {
        (channel, is_urgent): (now - since).total_seconds() for channel, is_urgent, since in db.session.execute(waiting)
    }
    return {(channel, urgent): found.get((channel, urgent), 0.0) for channel in OUTSIDE for urgent in (True, False)}


def ways_out() -> list[WayOut]:
    """How every way out does, the troubled ones first."""
    return list(db.session.scalars(select(WayOut).order_by(WayOut.failures.desc(), WayOut.name)))
