"""Sessions as their owners see them, and the one that a cookie stands for."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Secret, SignInLink, UserSession
from portal.accounts.rules import SESSION_LIVES, SESSION_RESTS, is_session_alive
from portal.db import db
from portal.school.models import Person

# With its person and the person's roles in one question: it is asked with every page.
_BY_TOKEN = (
    select(UserSession)
    .where(UserSession.token_hash == bindparam("token_hash"))
    .options(joinedload(UserSession.person, innerjoin=True).joinedload(Person.staff_roles))
)


def session_of(token: str, *, now: datetime) -> UserSession | None:
    """The living session of this cookie with its person, in one query; None when it ended in any way."""
    hashed = hashlib.sha256(token.encode()).hexdigest()
    session = db.session.scalars(_BY_TOKEN, {"token_hash": hashed}).unique().first()
    if session is None or session.revoked_at is not None or session.person.left_on is not None:
        return None
    alive = is_session_alive(started_at=session.started_at, seen_at=session.seen_at, now=now)
    return session if alive else None


def sessions_of(person: Person, *, now: datetime) -> list[UserSession]:
    """The living sessions of a person, last used first."""
    query = select(UserSession).where(
        UserSession.person_id == person.id,
        UserSession.revoked_at.is_(None),
        UserSession.started_at > now - SESSION_LIVES,
        UserSession.seen_at > now - SESSION_RESTS,
    )
    return list(db.session.scalars(query.order_by(UserSession.seen_at.desc(), UserSession.id.desc())).unique())


def exported_of(person: Person) -> list[dict]:
    """For a copy that somebody may keep: their devices, the links they asked for, and which proofs they set."""
    sessions = select(UserSession).where(UserSession.person_id == person.id).order_by(UserSession.id)
    links = select(SignInLink).where(SignInLink.person_id == person.id).order_by(SignInLink.id)
    secrets = select(Secret).where(Secret.person_id == person.id).order_by(Secret.kind)
    return [
        *({"device": each.device, "started_at": each.started_at, "seen_at": each.seen_at,
           "ended_at": each.revoked_at} for each in db.session.scalars(sessions).unique()),
        *({"link_made_at": each.made_at, "used_at": each.used_at} for each in db.session.scalars(links).unique()),
        *({"proof": each.kind, "set_at": each.set_at} for each in db.session.scalars(secrets)),
    ]  # fmt: skip
