"""Passwords and PINs: given, and looked at."""

import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from portal.accounts.models import Secret
from portal.db import Refusal, db, let_go, put
from portal.school import queries as school
from portal.school.models import Person

# argon2id with the library's defaults (RFC 9106, second recommended option).
hasher = PasswordHasher()
NOBODYS_HASH = hasher.hash(secrets.token_hex(16))


class WrongProof(Refusal):
    """The password, PIN or link does not open anything (any more)."""


def set_secret(person: Person, kind: str, secret: str, *, now: datetime) -> None:
    """Give a person a new password or PIN; the old one stops working."""
    keep_hash(person, kind, hasher.hash(secret), now=now)


def hash_of(secret: str) -> str:
    """The hash of a new password, before the first change: nobody waits for the database meanwhile."""
    let_go()
    return hasher.hash(secret)


def keep_hash(person: Person, kind: str, hashed: str, *, now: datetime) -> None:
    """Keep the hash of a new password or PIN in the place of the old one."""
    if person.id is None:
        db.session.flush()
    put(Secret, {"person_id": person.id, "kind": kind}, {"hash": hashed, "set_at": now})


def set_same_secret(person: Person, kind: str, secret: str, hashed: dict[str, str], *, now: datetime) -> None:
    """Give several people one secret, hashed once: for a school that is filled in one go."""
    if secret not in hashed:
        hashed[secret] = hasher.hash(secret)
    db.session.merge(Secret(person_id=person.id, kind=kind, hash=hashed[secret], set_at=now))


def is_right(person: Person | None, kind: str, given: str) -> bool:
    """Whether this is the person's password or PIN. Takes as long for somebody who does not exist."""
    return _right_hash(person, kind, given) is not None


def _right_hash(person: Person | None, kind: str, given: str) -> str | None:
    """The hash that this password or PIN was found to belong to, None when it is wrong."""
    secret = db.session.get(Secret, (person.id, kind), populate_existing=True) if person else None
    let_go()
    try:
        hasher.verify(secret.hash if secret else NOBODYS_HASH, given)
    except (VerificationError, InvalidHashError):
        return None
    return secret.hash if secret else None


def person_by_password(email: str, password: str) -> Person:
    """The member of staff with this address and password; raises WrongProof without saying which was wrong."""
    person = school.person_by_email(email)
    right = _right_hash(person, "password", password)
    if right is None or person is None:
        raise WrongProof
    # Another password may have been given meanwhile; whoever gives one from now on waits, and ends what comes of this.
    kept = select(Secret.hash).where(Secret.person_id == person.id, Secret.kind == "password")
    if db.session.scalar(kept.with_for_update()) != right:
        raise WrongProof
    return person
