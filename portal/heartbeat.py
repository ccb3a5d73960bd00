"""Signs of life: each part writes when it last showed that it is there, and others ask."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, db, reading, rows_changed, transaction

MISSING_AFTER = timedelta(seconds=30)


class Heartbeat(Base):
    """When a part of the portal last showed that it is alive."""

    __tablename__ = "heartbeat"
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str, now: datetime) -> None:
    """Show that a part is alive."""
    beat_for([name], now)


def beat_for(names: Iterable[str], now: datetime) -> None:
    """Show that these parts are alive; several workers may do so at once."""
    rows = [{"name": name, "at": now} for name in sorted(set(names))]
    with transaction() as session:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        written = dialect.insert(Heartbeat).values(rows)
        session.execute(written.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


def comes_round(name: str, now: datetime, *, every: timedelta) -> bool:
    """Whether it is time again for what one of all workers does once every while; then it is this worker's turn."""
    with reading():
        if not is_missing(name, now, after=every):
            return False
    with transaction() as session:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        first = dialect.insert(Heartbeat).values(name=name, at=now).on_conflict_do_nothing()
        # What is not written returns nothing; not every driver counts what an INSERT wrote.
        if session.execute(first.returning(Heartbeat.name)).first() is not None:
            return True
        is_over = (Heartbeat.at < now - every) | (Heartbeat.at > now + every)
        return rows_changed(update(Heartbeat).where(Heartbeat.name == name, is_over).values(at=now)) == 1


def lane_name(channel: str, *, is_urgent: bool) -> str:
    """The name under which the lane of a channel shows itself."""
    return f"lane {channel} urgent" if is_urgent else f"lane {channel}"


def all_seen() -> dict[str, datetime]:
    """When each part last showed itself."""
    return {name: at for name, at in db.session.execute(select(Heartbeat.name, Heartbeat.at))}


def is_missing(name: str, now: datetime, *, after: timedelta = MISSING_AFTER) -> bool:
    """Whether a part has not shown itself for longer than this."""
    at = db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
    return at is None or is_old(at, now, after=after)


def is_old(at: datetime, now: datetime, *, after: timedelta) -> bool:
    """Whether a sign of life is too old. One from the future is from before the clock was put back: it says nothing."""
    return now - at > after or at - now > after
