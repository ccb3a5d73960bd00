"""Recovery codes: ten on paper, for when the app or the passkey is lost; each works once."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import delete, select, update

from portal import audit
from portal.accounts.actions.passkeys import hold
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.models import RecoveryCode
from portal.accounts.rules import RECOVERY_CODES
from portal.db import db, let_go, rows_changed
from portal.school.models import Person

# Without letters and digits that look alike; twelve of them are 58 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4
SALT_BYTES, HASH_BYTES = 16, 32
# OWASP's least for argon2id: ten are made at once, and unlike a password each is random.
ROUNDS, MEMORY_KIB = 2, 19 * 1024


@dataclass(frozen=True)
class _Paper:
    codes: list[str]
    salt: bytes
    hashes: list[bytes]


def make_paper_codes(person: Person, *, now: datetime) -> list[str]:
    """Ten new codes; those of before stop working. They are known here only: the database keeps hashes."""
    let_go()
    paper = _fresh_paper()
    hold(person)
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    for hashed in paper.hashes:
        db.session.add(RecoveryCode(person_id=person.id, salt=paper.salt, hash=hashed, made_at=now))
    audit.did(person, "recovery codes made", person, now=now)
    tell_owner(person, Change.CODES_MADE, now=now)
    return paper.codes


def use_paper_code(person: Person, code: str, *, now: datetime) -> None:
    """Spend a code on paper; its owner is told. Raises WrongProof. Of two at once, one wins."""
    salt = db.session.scalar(select(RecoveryCode.salt).where(RecoveryCode.person_id == person.id).limit(1))
    let_go()
    # As long for somebody who has no codes.
    hashed = _hashed(code, salt or bytes(SALT_BYTES))
    unused = (RecoveryCode.person_id == person.id, RecoveryCode.hash == hashed, RecoveryCode.used_at.is_(None))
    if rows_changed(update(RecoveryCode).where(*unused).values(used_at=now)) != 1:
        raise WrongProof
    audit.did(person, "recovery code used", person, now=now)
    tell_owner(person, Change.CODE_USED, now=now)


def _fresh_paper() -> _Paper:
    codes = ["-".join(_group() for _ in range(GROUPS)) for _ in range(RECOVERY_CODES)]
    salt = secrets.token_bytes(SALT_BYTES)
    return _Paper(codes, salt, [_hashed(code, salt) for code in codes])


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))


def _hashed(code: str, salt: bytes) -> bytes:
    plain = "".join(character for character in code.lower() if character.isalnum())
    return hash_secret_raw(plain.encode(), salt, ROUNDS, MEMORY_KIB, 1, HASH_BYTES, Type.ID)
