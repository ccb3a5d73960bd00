"""Coming in and going out: links, passwords, sessions, tries."""

import hashlib
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm.attributes import set_committed_value

from portal import audit, outbox, vault
from portal.accounts.models import Attempt, KeptFields, Secret, SignInLink, UserSession
from portal.accounts.rules import KEPT_FIELDS_LIVE, LIMITS, LINK_LIVES, SESSION_LIVES, SESSION_RESTS
from portal.db import Base, Refusal, apart, db, rows_changed
from portal.school import queries as school
from portal.school.models import Person

# argon2id with the library's defaults (RFC 9106, second recommended option).
hasher = PasswordHasher()
NOBODYS_HASH = hasher.hash(secrets.token_hex(16))


class TooManyTries(Refusal):
    """Wait: the limit for this kind of try is reached. `retry_after` is in seconds."""

    def __init__(self, retry_after: int):
        super().__init__()
        self.retry_after = retry_after


class WrongProof(Refusal):
    """The password, PIN or link does not open anything (any more)."""


def count_try(kind: str, what: str, *, now: datetime) -> None:
    """Count one try, whatever becomes of the request; raises TooManyTries beyond the limit of its kind."""
    limit = LIMITS[kind]
    bucket = _bucket(kind, what)
    recent = (Attempt.bucket == bucket, Attempt.at > now - limit.span)
    with apart() as session:
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


def set_secret(person: Person, kind: str, secret: str, *, now: datetime) -> None:
    """Give a person a new password or PIN; the old one stops working."""
    if person.id is None:
        db.session.flush()
    db.session.merge(Secret(person_id=person.id, kind=kind, hash=hasher.hash(secret), set_at=now))


def set_same_secret(person: Person, kind: str, secret: str, hashed: dict[str, str], *, now: datetime) -> None:
    """Give several people one secret, hashed once: for a school that is filled in one go."""
    if secret not in hashed:
        hashed[secret] = hasher.hash(secret)
    db.session.merge(Secret(person_id=person.id, kind=kind, hash=hashed[secret], set_at=now))


def is_right(person: Person | None, kind: str, given: str) -> bool:
    """Whether this is the person's password or PIN. Takes as long for somebody who does not exist."""
    secret = db.session.get(Secret, (person.id, kind)) if person else None
    try:
        hasher.verify(secret.hash if secret else NOBODYS_HASH, given)
    except (VerificationError, InvalidHashError):
        return False
    return secret is not None


def person_by_password(email: str, password: str) -> Person:
    """The member of staff with this address and password; raises WrongProof without saying which was wrong."""
    person = school.person_by_email(email)
    if not is_right(person, "password", password) or person is None:
        raise WrongProof
    return person


def send_link(email: str, *, now: datetime) -> None:
    """Mail a one-time link, if the address is known; the caller learns nothing either way."""
    person = school.person_by_email(email)
    if person is None:
        return
    token = secrets.token_urlsafe(32)
    link = SignInLink(token_hash=_hash(token), person_id=person.id, made_at=now)
    db.session.add(link)
    outbox.queue(person, "accounts/messages/link.txt", link, now=now, path=f"/sign-in/link/{token}", is_urgent=True)


def use_link(token: str, *, now: datetime) -> Person:
    """Spend a link; raises WrongProof when it is unknown, too old or spent. Of two at once, one wins."""
    spent = rows_changed(
        update(SignInLink)
        .where(
            SignInLink.token_hash == _hash(token), SignInLink.used_at.is_(None), SignInLink.made_at > now - LINK_LIVES
        )
        .values(used_at=now)
    )
    if spent != 1:
        raise WrongProof
    link = db.session.scalars(select(SignInLink).where(SignInLink.token_hash == _hash(token))).unique().one()
    if link.person.left_on is not None:
        raise WrongProof
    return link.person


def start_session(person: Person, device: str, *, now: datetime) -> str:
    """Sign a person in on this browser; returns the token for its cookie."""
    token = secrets.token_urlsafe(32)
    session = UserSession(
        token_hash=_hash(token), person_id=person.id, device=device[:120], started_at=now, seen_at=now
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


def keep_fields(fields: list[tuple[str, str]], *, now: datetime) -> str:
    """Keep what was typed until the page is shown in the other language; returns the token to ask with."""
    token = secrets.token_urlsafe(24)
    db.session.add(KeptFields(token_hash=_hash(token), fields=[list(pair) for pair in fields], kept_at=now))
    return token


def give_back_fields(token: str, *, now: datetime) -> list[tuple[str, str]] | None:
    """What was kept under this token, once; None when it was read before or is too old."""
    with apart() as session:
        fresh = (KeptFields.token_hash == _hash(token), KeptFields.kept_at > now - KEPT_FIELDS_LIVE)
        kept = session.scalars(select(KeptFields).where(*fresh)).first()
        if kept is None:
            return None
        session.delete(kept)
        return [(name, value) for name, value in kept.fields]


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Proofs, tries and typed fields that are good for nothing any more."""
    longest_span = max(limit.span for limit in LIMITS.values())
    return [
        (Attempt, Attempt.at < now - longest_span),
        (SignInLink, SignInLink.made_at < now - LINK_LIVES * 48),
        (KeptFields, KeptFields.kept_at < now - KEPT_FIELDS_LIVE),
        (UserSession, UserSession.seen_at < now - SESSION_RESTS - SESSION_LIVES),
    ]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
