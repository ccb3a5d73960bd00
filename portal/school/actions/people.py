"""Persons: how they are reached and addressed, whether they are here, and in which household a guardian lives."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.db import db
from portal.school.actions.changing import changed, not_after
from portal.school.actions.refusals import EmailTaken, LivesThere
from portal.school.actions.roles import check_last
from portal.school.models import Guardian, Household, Person
from portal.school.rules import NoPhoneNumber, normalised_phone


@dataclass(frozen=True)
class Contact:
    """Who somebody is and how to reach them; `phone` is in full ("+31612345678"), empty ones are None."""

    first_name: str
    infix: str
    last_name: str
    language: str
    email: str | None
    phone: str | None


@dataclass(frozen=True)
class Reading:
    """What a guardian needs from those who write or speak to them."""

    reads_easily: bool = True
    prefers_call: bool = False
    needs_interpreter: bool = False


def add_person(contact: Contact, by: Person, *, now: datetime) -> Person:
    """A new person, who is nothing here yet. Raises EmailTaken."""
    person = Person()
    _set(person, contact, now=now)
    audit.did(by, "person added", person, now=now)
    return person


def change_person(person: Person, contact: Contact, reading: Reading | None, by: Person, *, now: datetime) -> None:
    """Write down what is different; an address that changes has to be verified again. Raises EmailTaken."""
    found = _set(person, contact, now=now)
    if person.guardian is not None and reading is not None:
        found |= changed(person.guardian, **asdict(reading))
    if found:
        audit.did(by, "person changed", person, now=now, detail=found)


def _set(person: Person, contact: Contact, *, now: datetime) -> dict[str, list]:
    _check_address(person, contact.email)
    if person.email != contact.email:
        if person.email_verified_at is not None:
            outbox.queue(person, "school/messages/address.txt", person, now=now)
        person.email_verified_at = None
    if not _is_same_phone(person.phone, contact.phone):
        person.phone_verified_at = None
    try:
        # Two at once: the constraint decides who keeps the address.
        with db.session.begin_nested():
            found = changed(person, **asdict(contact))
            db.session.add(person)
            db.session.flush()
    except IntegrityError as error:
        raise EmailTaken(_holder_of(contact.email, person) or person) from error
    return found


def _is_same_phone(old: str | None, new: str | None) -> bool:
    # A number that was stored as it was typed is still the same number.
    try:
        return (normalised_phone(old) if old else None) == new
    except NoPhoneNumber:
        return False


def _check_address(person: Person, email: str | None) -> None:
    other = _holder_of(email, person)
    if other is not None:
        raise EmailTaken(other)


def _holder_of(email: str | None, person: Person) -> Person | None:
    if email is None:
        return None
    with db.session.no_autoflush:
        query = select(Person).where(Person.email == email, Person.id != (person.id or 0))
        return db.session.scalars(query).unique().first()


def make_guardian(person: Person, household: Household | None, reading: Reading | None = None) -> Guardian:
    """The guardian that this person is, in this household or a new one; who is one already stays where they live."""
    if person.guardian is None:
        person.guardian = Guardian(household=household or Household(), **asdict(reading or Reading()))
        db.session.flush()
    return person.guardian


def move_household(guardian: Guardian, household: Household | None, by: Person, *, now: datetime) -> None:
    """Live in another household, or in a new one. What the old one wrote stays there. Raises LivesThere."""
    lives_alone = len(guardian.household.guardians) == 1
    if household is guardian.household or (household is None and lives_alone):
        raise LivesThere
    old = guardian.household_id
    if household is None:
        household = Household()
        db.session.add(household)
        db.session.flush()
    guardian.household = household
    db.session.flush()
    audit.did(by, "household changed", guardian.person, now=now, detail={"household_id": [old, household.id]})


def leave(person: Person, on: date, by: Person, *, today: date, now: datetime) -> None:
    """Somebody is no longer with this school: nothing opens for them from now on. Raises LastWithRole, WrongDay."""
    not_after(today, on)
    check_last(person, person.roles)
    found = changed(person, left_on=on)
    if found:
        audit.did(by, "person left", person, now=now, detail=found)


def come_back(person: Person, by: Person, *, now: datetime) -> None:
    """Somebody is here again, as whom they were."""
    found = changed(person, left_on=None)
    if found:
        audit.did(by, "person came back", person, now=now, detail=found)
