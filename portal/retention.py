"""What is kept no longer: each part says what has run out, and all of it goes together."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select

from portal import files, heartbeat, outbox, tasks
from portal.accounts import actions as accounts
from portal.db import Base, db, rows_changed, transaction
from portal.home_context import actions as home_context
from portal.invitations import actions as invitations
from portal.kiosk import actions as kiosk
from portal.rosters import actions as rosters
from portal.school.actions import contact

RunOut = Callable[[datetime], list[tuple[type[Base], ColumnElement[bool]]]]

PARTS: tuple[RunOut, ...] = (
    invitations.run_out, accounts.run_out, home_context.run_out, outbox.run_out, contact.run_out, kiosk.run_out,
    tasks.run_out, rosters.run_out,
)  # fmt: skip
EVERY = timedelta(minutes=10)


def counted(now: datetime) -> Counter[str]:
    """How many rows of each table have run out; changes nothing."""
    found: Counter[str] = Counter()
    for model, is_over in _all(now):
        found[model.__tablename__] += db.session.scalar(select(func.count()).select_from(model).where(is_over)) or 0
    return found


def forget(now: datetime) -> Counter[str]:
    """Delete what has run out, in one transaction; returns how many rows of each table."""
    gone: Counter[str] = Counter()
    with transaction():
        for model, is_over in _all(now):
            gone[model.__tablename__] += rows_changed(delete(model).where(is_over))
    return gone


def forget_one(now: datetime) -> bool:
    """Job: once every while, let go of what has run out."""
    if heartbeat.is_missing("retention", now, after=EVERY):
        heartbeat.beat("retention", now)
        forget(now)
        files.forget_old(now)
    return False


def _all(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    return [pair for part in PARTS for pair in part(now)]
