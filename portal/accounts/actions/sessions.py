"""Signed-in browsers: started, seen, ended."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from portal import audit
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import UserSession
from portal.db import apart, db
from portal.school.models import Person


def start_session(person: Person, device: str, *, now: datetime) -> str:
    """Sign a person in on this browser; returns the token for its cookie."""
    token = new_token()
    session = UserSession(
        token_hash=hashed(token), person_id=person.id, device=device[:120], started_at=now, seen_at=now
    )
    db.session.add(session)
    audit.did(person, "signed in", session, now=now)
    return token


def end_session(session: UserSession, *, now: datetime) -> None:
    """Sign one browser out, from wherever this is asked."""
    session.revoked_at = now


def note_seen(session: UserSession, *, now: datetime) -> None:
    """Remember that the session is in use; written beside the request, which may only be looking."""
    with apart() as own:
        own.execute(update(UserSession).where(UserSession.id == session.id).values(seen_at=now))
    set_committed_value(session, "seen_at", now)
