"""Signs of life: each part writes when it last showed that it is there, and others ask."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, db, transaction

MISSING_AFTER = timedelta(seconds=30)


class Heartbeat(Base):
    """When a part of the portal last showed that it is alive."""

    __tablename__ = "heartbeat"
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str, now: datetime) -> None:
    """Show that a part is alive."""
    with transaction() as session:
        session.merge(Heartbeat(name=name, at=now))


def is_missing(name: str, now: datetime, *, after: timedelta = MISSING_AFTER) -> bool:
    """Whether a part has not shown itself for longer than this."""
    at = db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
    return at is None or now - at > after
