"""The links that work."""

from datetime import datetime

from sqlalchemy import select

from portal.accounts.actions.tokens import hashed
from portal.db import db
from portal.yearly.models import FiguresLink


def link_of(token: str, *, now: datetime) -> FiguresLink | None:
    """The link that somebody holds, while it works."""
    working = FiguresLink.ended_at.is_(None), FiguresLink.ends_at > now
    return db.session.scalars(select(FiguresLink).where(FiguresLink.token_hash == hashed(token), *working)).first()


def working_links(*, now: datetime) -> list[FiguresLink]:
    """Every link that works, newest first."""
    working = FiguresLink.ended_at.is_(None), FiguresLink.ends_at > now
    query = select(FiguresLink).where(*working).order_by(FiguresLink.made_at.desc(), FiguresLink.id.desc())
    return list(db.session.scalars(query))
