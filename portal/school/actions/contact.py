"""Where people are reached: an address or number is taken as it is, or first shown to be one's own."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox, phones, vault
from portal.db import Base, Refusal, db, rows_changed
from portal.outbox import Channel, Way
from portal.school.models import AddressProof, Person

CODE_LIVES = timedelta(minutes=15)
DIGITS = 6
MESSAGES = "accounts/messages"


class AddressTaken(Refusal):
    """Another account has this e-mail address."""


class NotANumber(Refusal):
    """This cannot be the number of a telephone that takes text messages."""


class WrongCode(Refusal):
    """The code is not the one that was sent last, or it is too old."""


def set_email(person: Person, address: str | None, *, verified_at: datetime | None = None) -> None:
    """Give a person an e-mail address, or take it away. Raises AddressTaken.

    What was known about the one before is forgotten; `verified_at` says since when this one is shown to work.
    """
    address = (address or "").strip().lower() or None
    if address and _owner_of(address, other_than=person) is not None:
        raise AddressTaken
    try:
        with db.session.begin_nested():
            person.email = address
            db.session.flush()
    except IntegrityError as error:
        # Somebody else was a moment earlier.
        raise AddressTaken from error
    if verified_at is not None:
        person.email_verified_at = verified_at


def set_phone(person: Person, number: str | None, *, verified_at: datetime | None = None) -> None:
    """Give a person a telephone number, or take it away: the one place where that happens.

    Kept as E.164; what cannot be read as a number ("ask for Ali") is kept as it was typed, for people to read.
    """
    typed = (number or "").strip()
    given = phones.normal(typed) or typed or None
    if given != (phones.normal(person.phone) or person.phone) or verified_at is not None:
        person.phone_verified_at = verified_at
    person.phone = given


def set_prefers_call(person: Person, wish: bool) -> None:
    """Whether a guardian would rather be called than written to."""
    if person.guardian is not None:
        person.guardian.prefers_call = wish


def ask_to_confirm(person: Person, channel: Channel, address: str, *, now: datetime) -> AddressProof:
    """Send a code to a new address; it takes the place of the old one when the code is typed. Raises NotANumber.

    What happens looks the same when somebody else has the e-mail address: that one is told, and no code is right.
    """
    given = address.strip().lower() if channel is Channel.EMAIL else phones.normal(address)
    if given is None or (channel is Channel.SMS and not phones.takes_messages(given)):
        raise NotANumber
    owner = _owner_of(given, other_than=person) if channel is Channel.EMAIL else None
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    proof = _fresh_proof(person, channel, given, code, is_free=owner is None, now=now)
    if owner is None:
        outbox.queue_to(
            Way(channel, given), person, f"{MESSAGES}/address_code.txt", proof, now=now, path="/account/messages/code",
            is_urgent=True, code=code,
        )  # fmt: skip
    else:
        outbox.queue_to(Way(channel, given), owner, f"{MESSAGES}/taken.txt", proof, now=now)
    return proof


def _fresh_proof(
    person: Person, channel: Channel, address: str, code: str, *, is_free: bool, now: datetime
) -> AddressProof:
    # The new code is the only one that counts: two that are asked for at once are made one after the other.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    db.session.execute(delete(AddressProof).where(AddressProof.person_id == person.id))
    proof = AddressProof(person_id=person.id, channel=channel, address=address, is_free=is_free, made_at=now,
                         code_mark=_mark(person, code))  # fmt: skip
    db.session.add(proof)
    db.session.flush()
    return proof


def waiting_proof(person: Person, *, now: datetime) -> AddressProof | None:
    """The address for which a code is out that still counts."""
    mine = (AddressProof.person_id == person.id, AddressProof.made_at > now - CODE_LIVES)
    return db.session.scalars(select(AddressProof).where(*mine)).first()


def confirm(person: Person, code: str, *, now: datetime) -> Channel:
    """The code from the new address: from now on it is the person's, and the old address is told. Raises WrongCode.

    The caller counts the tries. A code is good once: of two at once, one wins.
    """
    proof = waiting_proof(person, now=now)
    if proof is None or not proof.is_free or not secrets.compare_digest(proof.code_mark, _mark(person, code)):
        raise WrongCode
    channel, address = proof.channel, proof.address
    if rows_changed(delete(AddressProof).where(AddressProof.id == proof.id)) != 1:
        raise WrongCode
    before = person.email if channel is Channel.EMAIL else person.phone
    try:
        _put(person, channel, address, now)
    except AddressTaken:
        raise WrongCode from None
    if channel is Channel.EMAIL:
        audit.did(person, "own email address confirmed", person, now=now)
    else:
        audit.did(person, "own sms address confirmed", person, now=now)
    _tell_the_old(person, channel, before, address, now)
    return channel


def _put(person: Person, channel: Channel, address: str, now: datetime) -> None:
    if channel is Channel.EMAIL:
        set_email(person, address, verified_at=now)
    else:
        set_phone(person, address, verified_at=now)


def _tell_the_old(person: Person, channel: Channel, before: str | None, address: str, now: datetime) -> None:
    old = phones.normal(before) if channel is Channel.SMS else before
    if old and old != address:
        outbox.queue_to(Way(channel, old), person, f"{MESSAGES}/replaced.txt", person, now=now)


def _owner_of(address: str, *, other_than: Person) -> Person | None:
    with db.session.no_autoflush:
        return (
            db.session.scalars(select(Person).where(Person.email == address, Person.id != other_than.id))
            .unique()
            .first()
        )


def _mark(person: Person, code: str) -> str:
    return vault.ring.mark(f"{person.id}:{code.strip()}", "address_proof.code_mark")


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Codes that are too old to be typed."""
    return [(AddressProof, AddressProof.made_at < now - CODE_LIVES)]
