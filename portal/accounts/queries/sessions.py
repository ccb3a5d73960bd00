"""Sessions as their owners see them, and the one that a cookie stands for."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import UserSession
from portal.accounts.rules import SESSION_LIVES, SESSION_RESTS, is_session_alive
from portal.db import db
from portal.school.models import Person, Role

# Who can do most harm with a stolen password: they come in with two steps, or not at all.
PROVE_TWICE = frozenset({Role.LEADER, Role.COORDINATOR, Role.OFFICE})

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
    if must_prove_twice(session.person) and not session.is_strong:
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


def must_prove_twice(person: Person) -> bool:
    """Whether this person needs a second step (or a passkey, which is two in one) before anything opens."""
    return bool(PROVE_TWICE & person.roles)
