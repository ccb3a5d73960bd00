"""What was typed, kept while the language of a page changes."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import KeptFields
from portal.accounts.rules import KEPT_FIELDS_LIVE
from portal.db import apart, db


def keep_fields(fields: list[tuple[str, str]], *, now: datetime) -> str:
    """Keep what was typed until the page is shown in the other language; returns the token to ask with."""
    token = new_token(24)
    db.session.add(KeptFields(token_hash=hashed(token), fields=[list(pair) for pair in fields], kept_at=now))
    return token


def give_back_fields(token: str, *, now: datetime, live: timedelta = KEPT_FIELDS_LIVE) -> list[tuple[str, str]] | None:
    """What was kept under this token, once; None when it was read before or is too old."""
    with apart() as session:
        fresh = (KeptFields.token_hash == hashed(token), KeptFields.kept_at > now - live)
        kept = session.scalars(select(KeptFields).where(*fresh)).first()
        if kept is None:
            return None
        session.delete(kept)
        return [(name, value) for name, value in kept.fields]
