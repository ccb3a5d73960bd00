"""Upkeep: what has run out, and what is sealed again with a newer key."""

from datetime import datetime

from sqlalchemy import ColumnElement

from portal import vault
from portal.accounts.models import Attempt, KeptFields, SignInLink, UserSession
from portal.accounts.rules import KEPT_FIELDS_LIVE, LIMITS, LINK_LIVES, SESSION_LIVES, SESSION_RESTS
from portal.db import Base, db


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Proofs, tries and typed fields that are good for nothing any more."""
    longest_span = max(limit.span for limit in LIMITS.values())
    return [
        (Attempt, Attempt.at < now - longest_span),
        (SignInLink, SignInLink.made_at < now - LINK_LIVES * 48),
        (KeptFields, KeptFields.kept_at < now - KEPT_FIELDS_LIVE),
        (UserSession, UserSession.seen_at < now - SESSION_RESTS - SESSION_LIVES),
    ]


def reseal_all() -> int:
    """Seal every encrypted value again with the newest key; returns how many rows."""
    models = [mapper.class_ for mapper in Base.registry.mappers]
    return vault.reseal(db.session(), models)
