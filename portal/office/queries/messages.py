"""Families whom no message reaches, and how each channel does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from portal import outbox, phones
from portal.db import db
from portal.outbox import Channel, Reason, Undelivered
from portal.school.models import Guardian, Guardianship, Person, Pupil

A_PAGE = 50


class Why(StrEnum):
    """Why there is no way to somebody; what went wrong with an address is a Reason."""

    NO_ADDRESS = "no address"
    ONLY_TO_CALL = "only to call"


@dataclass(frozen=True)
class Unreached:
    """A guardian whom no message reaches outside the portal, why, and the number to call (as people read it)."""

    person: Person
    reason: Why | Reason
    phone: str


@dataclass(frozen=True)
class Family:
    """One household with who is not reached in it; `children` by first name and class; `nobody` is reached at all."""

    household_id: int
    children: list[Pupil]
    people: list[Unreached]
    nobody: bool


@dataclass(frozen=True)
class ChannelState:
    """How a channel does: `is_set_up` at all, `is_well` lately, and the trouble it had last."""

    channel: Channel
    is_set_up: bool
    is_well: bool
    trouble: str


def unreached(*, after: int = 0) -> tuple[list[Family], int | None]:
    """The next families of whom somebody is not reached, and the household to go on after (None: no more)."""
    failing = outbox.failing_people()
    suspects = _suspects(after, failing)
    with_device = outbox.people_with_devices()
    troubles = outbox.last_trouble_of(guardian.person_id for guardian in suspects)
    found: dict[int, list[Unreached]] = {}
    for guardian in suspects:
        person = guardian.person
        is_reached = outbox.has_working_email(person) or outbox.sms_number(person) or person.id in with_device
        if not is_reached or person.id in failing:
            reason = _reason(person, bool(is_reached), troubles.get(person.id))
            found.setdefault(guardian.household_id, []).append(Unreached(person, reason, phones.shown(person.phone)))
    numbers = list(found)[:A_PAGE]
    return _families(numbers, found), numbers[-1] if len(found) > A_PAGE else None


def _suspects(after: int, failing: set[int]) -> list[Guardian]:
    """Guardians of children who are here, of whom something may be wrong, household by household."""
    here = (
        select(Guardianship.guardian_id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .where(Pupil.left_on.is_(None), Guardianship.has_access)
    )
    query = (
        select(Guardian)
        .join(Guardian.person)
        .where(Guardian.id.in_(here), Person.left_on.is_(None), Guardian.household_id > after)
        .where(or_(Person.email.is_(None), Person.email_failed_at.is_not(None), Person.id.in_(failing)))
        .options(contains_eager(Guardian.person).undefer(Person.phone))
        .order_by(Guardian.household_id, Guardian.id)
    )
    return list(db.session.scalars(query).unique())


def _reason(person: Person, is_reached: bool, trouble: Undelivered | None) -> Why | Reason:
    if is_reached:
        return trouble.reason if trouble else Reason.NOT_TAKEN
    if person.email:
        return trouble.reason if trouble else Reason.UNKNOWN
    return Why.ONLY_TO_CALL if person.phone else Why.NO_ADDRESS


def _families(numbers: list[int], found: dict[int, list[Unreached]]) -> list[Family]:
    guardians = select(Guardian.household_id, Guardian.person_id).join(Guardian.person)
    members: dict[int, set[int]] = {}
    for household_id, person_id in db.session.execute(
        guardians.where(Guardian.household_id.in_(numbers), Person.left_on.is_(None))
    ):
        members.setdefault(household_id, set()).add(person_id)
    children = _children(numbers)
    return [
        Family(number, children.get(number, []), found[number],
               nobody=members.get(number, set()) <= {each.person.id for each in found[number]})
        for number in numbers
    ]  # fmt: skip


def _children(numbers: list[int]) -> dict[int, list[Pupil]]:
    query = (
        select(Guardian.household_id, Pupil)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .where(Guardian.household_id.in_(numbers), Guardianship.has_access, Pupil.left_on.is_(None))
        .order_by(Pupil.first_name, Pupil.id)
    )
    found: dict[int, list[Pupil]] = {}
    for household_id, pupil in db.session.execute(query).unique():
        if pupil not in found.setdefault(household_id, []):
            found[household_id].append(pupil)
    return found


def channels(now: datetime) -> list[ChannelState]:
    """How e-mail, text messages and notices do now."""
    troubled = outbox.in_trouble(now)
    troubles = {way.channel: way.trouble for way in outbox.ways_out() if way.failures}
    return [
        ChannelState(channel, outbox.is_set_up(channel), channel not in troubled, troubles.get(channel, ""))
        for channel in outbox.OUTSIDE
    ]
