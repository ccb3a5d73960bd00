"""Passkeys: kept, used, let go, and switched off when there are two of one."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.accounts import queries
from portal.accounts.actions import ceremony
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.models import Passkey, PasskeyOffer
from portal.accounts.rules import Site
from portal.db import Refusal, db, put, rows_changed
from portal.school.models import Person


class PasskeyCopied(Refusal):
    """The counter of `passkey` did not go up: there are two of it (Web Authentication, section 6.1.1)."""

    def __init__(self, passkey: Passkey):
        super().__init__()
        self.passkey = passkey


class KnownPasskey(Refusal):
    """This passkey is somebody's already."""


class LastSecondStep(Refusal):
    """Without this one there is no second step left, and this person must have one."""


def add_passkey(person: Person, answer: str, token: str, site: Site, *, name: str, now: datetime) -> Passkey:
    """Keep the passkey that a browser made; its owner is told. Raises WrongProof or KnownPasskey."""
    question = ceremony.spent(token, person, now=now)
    given = ceremony.read(answer)
    made = ceremony.made(given, question, site)
    transports = given["response"].get("transports") or []
    passkey = Passkey(
        person_id=person.id, credential=made.credential_id, public_key=made.credential_public_key,
        counter=made.sign_count, transports=",".join(map(str, transports))[:60], name=name, made_at=now,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(passkey)
    except IntegrityError as error:
        raise KnownPasskey from error
    answer_offer(person, now=now)
    audit.did(person, "passkey added", passkey, now=now)
    tell_owner(person, Change.PASSKEY_ADDED, now=now)
    return passkey


def person_by_passkey(answer: str, token: str, site: Site, *, now: datetime) -> Person:
    """Whose passkey this is; raises WrongProof when it opens nothing, PasskeyCopied when there are two of it."""
    question = ceremony.spent(token, None, now=now)
    given = ceremony.read(answer)
    query = select(Passkey).where(Passkey.credential == given["response"]["credential"])
    passkey = db.session.scalars(query).unique().first()
    if passkey is None or passkey.stopped_at is not None or passkey.person.left_on is not None:
        raise WrongProof
    proven = ceremony.proven(given, passkey, question, site)
    _count(passkey, proven.new_sign_count, now=now)
    return passkey.person


def remove_passkey(passkey: Passkey, *, now: datetime) -> None:
    """Let a passkey go for good; its owner is told. Twice is once. Raises LastSecondStep."""
    person = passkey.person
    hold(person)
    others = [each for each in queries.passkeys_of(person) if each.id != passkey.id]
    if queries.must_prove_twice(person) and not others and queries.app_of(person) is None:
        raise LastSecondStep
    if rows_changed(delete(Passkey).where(Passkey.id == passkey.id)) != 1:
        return
    audit.did(person, "passkey removed", passkey, now=now)
    tell_owner(person, Change.PASSKEY_REMOVED, now=now)


def stop_passkey(passkey: Passkey, *, now: datetime) -> None:
    """Switch off a passkey of which there are two; its owner is told."""
    passkey.stopped_at = now
    audit.did(passkey.person, "passkey stopped", passkey, now=now)
    tell_owner(passkey.person, Change.PASSKEY_STOPPED, now=now)


def answer_offer(person: Person, *, now: datetime) -> None:
    """Remember that this person answered the offer of a passkey."""
    put(PasskeyOffer, {"person_id": person.id}, {"answered_at": now})


def hold(person: Person) -> None:
    """Let nobody else change this person's proofs until this transaction ends."""
    # What only names the person, as a line in the log does, need not wait.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))


def _count(passkey: Passkey, counted: int, *, now: datetime) -> None:
    # Synced passkeys do not count: theirs stays 0.
    goes_up = Passkey.counter < counted if counted else Passkey.counter == 0
    this_one = update(Passkey).where(Passkey.id == passkey.id, goes_up)
    if rows_changed(this_one.values(counter=counted, used_at=now)) != 1:
        raise PasskeyCopied(passkey)
