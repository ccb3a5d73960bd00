"""Passwords given by their owners: through a one-time link, or by changing the one they have."""

from datetime import datetime

from sqlalchemy import delete, update

from portal import audit, outbox
from portal.accounts import queries
from portal.accounts.actions.proofs import WrongProof, hash_of, is_right, keep_hash
from portal.accounts.actions.sessions import end_sessions_of
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import CodeApp, Passkey, PasswordLink, RecoveryCode, UserSession
from portal.accounts.rules import PASSWORD_LINK_LIVES, RECOVERY_LIVES, Fault, fault_of
from portal.db import Refusal, db, rows_changed
from portal.school import queries as school
from portal.school.models import Person


class WeakPassword(Refusal):
    """A password that is easily guessed, or too short or long; `fault` says which."""

    def __init__(self, fault: Fault):
        super().__init__()
        self.fault = fault


class NoAddress(Refusal):
    """This person has no e-mail address to send a link to."""


def send_password_link(person: Person, *, now: datetime, by: Person | None = None) -> None:
    """Mail somebody a link to set a password; links of before stop working. Raises NoAddress."""
    _send(person, "accounts/messages/password_link.txt", is_fresh_start=False, now=now)
    audit.did(by or person, "password link sent", person, now=now)


def send_fresh_start(person: Person, *, now: datetime) -> None:
    """Mail somebody who lost everything the link to begin anew; raises NoAddress."""
    _send(person, "accounts/messages/fresh_start.txt", is_fresh_start=True, now=now)


def _send(person: Person, template: str, *, is_fresh_start: bool, now: datetime) -> None:
    if not person.email:
        raise NoAddress
    db.session.execute(delete(PasswordLink).where(PasswordLink.person_id == person.id))
    token = new_token()
    lives = RECOVERY_LIVES if is_fresh_start else PASSWORD_LINK_LIVES
    link = PasswordLink(
        token_hash=hashed(token), person_id=person.id, is_fresh_start=is_fresh_start, ends_at=now + lives
    )
    db.session.add(link)
    outbox.queue(
        person, template, link, now=now, path=f"/sign-in/password/{token}", is_urgent=True, ends_at=link.ends_at
    )


def password_link(token: str, *, now: datetime) -> PasswordLink:
    """The link of this token, not spent by looking; raises WrongProof when it opens nothing (any more)."""
    link = queries.password_link(hashed(token), now=now)
    if link is None:
        raise WrongProof
    return link


def use_password_link(token: str, password: str, *, now: datetime) -> Person:
    """Spend a link for a new password; every session of before ends. Raises WrongProof or WeakPassword."""
    link = password_link(token, now=now)
    person = link.person
    secret = _hash_of_good(person, password)
    spent = update(PasswordLink).where(PasswordLink.id == link.id, PasswordLink.used_at.is_(None))
    if rows_changed(spent.values(used_at=now)) != 1:
        raise WrongProof
    if link.is_fresh_start:
        for model in (Passkey, CodeApp, RecoveryCode):
            db.session.execute(delete(model).where(model.person_id == person.id))
        audit.did(person, "came in again", person, now=now)
    _set(person, secret, None, now=now)
    return person


def change_password(person: Person, old: str, new: str, session: UserSession, *, now: datetime) -> None:
    """A new password for who knows the old one; every other session ends. Raises WrongProof or WeakPassword."""
    if not is_right(person, "password", old):
        raise WrongProof
    _set(person, _hash_of_good(person, new), session, now=now)


def check_password(password: str, person: Person | None) -> None:
    """Raises WeakPassword when this may not be the password of this person, or of anybody when None."""
    place = school.the_school()
    about = [place.name] if place else []
    if person is not None:
        about += [person.first_name, person.infix, person.last_name, person.email or ""]
    if fault := fault_of(password, about):
        raise WeakPassword(fault)


def _hash_of_good(person: Person, password: str) -> str:
    check_password(password, person)
    return hash_of(password)


def _set(person: Person, secret: str, session: UserSession | None, *, now: datetime) -> None:
    keep_hash(person, "password", secret, now=now)
    end_sessions_of(person, but=session, now=now)
    audit.did(person, "password set", person, now=now)
    tell_owner(person, Change.PASSWORD_SET, now=now)
