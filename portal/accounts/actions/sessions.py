"""Signed-in browsers: started, seen, ended."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm.attributes import set_committed_value

from portal import audit
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import HalfWay, UserSession
from portal.db import apart, db
from portal.school.models import Person


def start_session(person: Person, device: str, *, now: datetime, is_strong: bool = False) -> str:
    """Sign a person in on this browser; returns the token for its cookie.

    Strong: proven with two steps or a passkey. Where a second step is required, another session opens nothing.
    """
    token = new_token()
    session = UserSession(
        token_hash=hashed(token), person_id=person.id, device=device[:120], is_strong=is_strong, started_at=now,
        seen_at=now,
    )  # fmt: skip
    db.session.add(session)
    audit.did(person, "signed in", session, now=now)
    return token


def end_session(session: UserSession, *, now: datetime) -> None:
    """Sign one browser out, from wherever this is asked."""
    session.revoked_at = now


def end_sessions_of(person: Person, *, now: datetime, but: UserSession | None = None) -> None:
    """Sign a person out everywhere, but for one session when it is given; who is half way in begins again."""
    living = (UserSession.person_id == person.id, UserSession.revoked_at.is_(None))
    others = update(UserSession).where(*living, UserSession.id != (but.id if but else 0))
    db.session.execute(others.values(revoked_at=now))
    db.session.execute(delete(HalfWay).where(HalfWay.person_id == person.id))


def note_seen(session: UserSession, *, now: datetime) -> None:
    """Remember that the session is in use; written beside the request, which may only be looking."""
    with apart() as own:
        own.execute(update(UserSession).where(UserSession.id == session.id).values(seen_at=now))
    set_committed_value(session, "seen_at", now)
