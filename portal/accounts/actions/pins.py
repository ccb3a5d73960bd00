"""The PIN that signs at the kiosk, and the second one that does the same and calls for help quietly."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete

from portal import audit
from portal.accounts.actions.proofs import hash_of, is_right, keep_hash
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.models import Secret
from portal.accounts.rules import PinFault, pin_fault_of
from portal.db import Refusal, db
from portal.school.models import Person

OWN, SECOND = "pin", "duress"


class WeakPin(Refusal):
    """A PIN that is no PIN, or easily guessed; `fault` says which."""

    def __init__(self, fault: PinFault):
        super().__init__()
        self.fault = fault


class SamePin(Refusal):
    """Both PINs alike: the kiosk could not tell them apart."""


class NoPinYet(Refusal):
    """A second PIN has no meaning without a first."""


class Signature(StrEnum):
    """What a PIN at the kiosk says."""

    WRONG = "wrong"
    FREE = "free"
    FORCED = "forced"


def set_pin(person: Person, pin: str, *, now: datetime) -> None:
    """A new PIN; the old one stops working. Raises WeakPin, or SamePin when it is the second one."""
    _set(person, OWN, pin, other=SECOND, now=now)


def set_second_pin(person: Person, pin: str, *, now: datetime) -> None:
    """A new second PIN. Raises WeakPin, NoPinYet, or SamePin when it is the first one."""
    if db.session.get(Secret, (person.id, OWN)) is None:
        raise NoPinYet
    _set(person, SECOND, pin, other=OWN, now=now)


def remove_second_pin(person: Person, *, now: datetime) -> None:
    """From now on the second PIN is a wrong PIN."""
    db.session.execute(delete(Secret).where(Secret.person_id == person.id, Secret.kind == SECOND))
    _tell(person, now=now)


def signature(person: Person | None, given: str) -> Signature:
    """What this PIN says of this person.

    Both hashes are always worked through, those of nobody too: how long it takes says nothing.
    """
    is_own, is_second = is_right(person, OWN, given), is_right(person, SECOND, given)
    if is_second:
        return Signature.FORCED
    return Signature.FREE if is_own else Signature.WRONG


def _set(person: Person, kind: str, pin: str, *, other: str, now: datetime) -> None:
    if fault := pin_fault_of(pin):
        raise WeakPin(fault)
    if is_right(person, other, pin):
        raise SamePin
    keep_hash(person, kind, hash_of(pin), now=now)
    _tell(person, now=now)


def _tell(person: Person, *, now: datetime) -> None:
    # One word for both: neither the log nor the mail says who has a second PIN.
    audit.did(person, "pin changed", person, now=now)
    tell_owner(person, Change.PIN_CHANGED, now=now)
