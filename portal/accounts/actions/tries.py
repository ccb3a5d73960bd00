"""The count of tries at what can be guessed."""

from datetime import datetime

from sqlalchemy import delete, func, select

from portal import vault
from portal.accounts.models import Attempt
from portal.accounts.rules import LIMITS
from portal.db import Refusal, apart, db


class TooManyTries(Refusal):
    """Wait: the limit for this kind of try is reached. `retry_after` is in seconds."""

    def __init__(self, retry_after: int):
        super().__init__()
        self.retry_after = retry_after


def count_try(kind: str, what: str, *, now: datetime) -> None:
    """Count one try, whatever becomes of the request; raises TooManyTries beyond the limit of its kind."""
    limit = LIMITS[kind]
    bucket = _bucket(kind, what)
    recent = (Attempt.bucket == bucket, Attempt.at > now - limit.span)
    with apart() as session:
        if session.get_bind().dialect.name == "postgresql":
            # Tries at one thing are counted one after the other; SQLite takes one writer at a time anyway.
            session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(bucket, 0))))
        tries = session.scalar(select(func.count()).select_from(Attempt).where(*recent)) or 0
        if tries < limit.tries:
            session.add(Attempt(bucket=bucket, at=now))
    if tries >= limit.tries:
        raise TooManyTries(int(limit.span.total_seconds()))


def forget_tries(kind: str, what: str) -> None:
    """The proof was right: the tries before it no longer count."""
    db.session.execute(delete(Attempt).where(Attempt.bucket == _bucket(kind, what)))


def _bucket(kind: str, what: str) -> str:
    # What was tried must not be readable, nor guessable, from the table.
    return vault.ring.mark(what, f"attempt.{kind}")
