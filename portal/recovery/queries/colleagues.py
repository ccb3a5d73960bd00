"""Who can lead a case, what a colleague is asked, and what they prepare."""

from datetime import datetime

from sqlalchemy import or_, select

from portal.db import db
from portal.incidents.models import InvolvedColleague
from portal.incidents.rules import Part
from portal.recovery.models import RecoveryAttending, RecoveryCase, RecoveryConsent, RecoveryTalk
from portal.school import queries as school
from portal.school.models import Person, Role

HURT = (Part.TARGET, Part.CALLER)


def leaders() -> list[Person]:
    """School leaders first, then safety coordinators; each once."""
    return list(dict.fromkeys([*school.staff_with(Role.LEADER), *school.staff_with(Role.COORDINATOR)]))


def next_leader(case_incident_id: int, but: int | None = None) -> Person | None:
    """Who takes a case: a leader or coordinator whom it did not happen to; else anybody who works here."""
    hurt = concerned_ids(case_incident_id)
    found = [person for person in [*leaders(), *school.staff()] if person.id != but]
    return next((person for person in found if person.id not in hurt), found[0] if found else None)


def concerned_ids(incident_id: int) -> set[int]:
    """The numbers of the colleagues whom it happened to."""
    query = select(InvolvedColleague.person_id).where(
        InvolvedColleague.incident_id == incident_id, InvolvedColleague.part.in_(HURT),
        InvolvedColleague.taken_back_at.is_(None),
    )  # fmt: skip
    return set(db.session.scalars(query))


def must_change(limit: int) -> list[RecoveryCase]:
    """The open cases whose owner works here no longer."""
    here = {person.id for person in school.staff()}
    query = select(RecoveryCase).where(RecoveryCase.closed_at.is_(None), RecoveryCase.owner_id.not_in(here))
    return list(db.session.scalars(query.order_by(RecoveryCase.id).limit(limit)).unique())


def owned_by(person: Person, *, up_to: datetime | None = None) -> list[RecoveryCase]:
    """The open cases that are this person's; `up_to`: only those that the person has heard of by then."""
    query = select(RecoveryCase).where(RecoveryCase.owner_id == person.id, RecoveryCase.closed_at.is_(None))
    if up_to is not None:
        query = query.where(RecoveryCase.tell_at <= up_to)
    return list(db.session.scalars(query.order_by(RecoveryCase.due_at, RecoveryCase.id)).unique())


def asked_of(person: Person, *, only_open: bool = False) -> list[RecoveryConsent]:
    """What this colleague was asked in cases that are open; `only_open`: what has no answer yet."""
    query = select(RecoveryConsent).join(RecoveryCase, RecoveryCase.id == RecoveryConsent.case_id)
    query = query.where(RecoveryConsent.person_id == person.id, RecoveryCase.closed_at.is_(None))
    if only_open:
        query = query.where(RecoveryConsent.answer.is_(None))
    return list(db.session.scalars(query.order_by(RecoveryConsent.id)).unique())


def to_prepare(person: Person) -> list[RecoveryTalk]:
    """The talks to come at which this colleague sits, in cases that are open."""
    mine = select(RecoveryAttending.talk_id).where(RecoveryAttending.person_id == person.id)
    query = select(RecoveryTalk).join(RecoveryCase, RecoveryCase.id == RecoveryTalk.case_id)
    query = query.where(or_(RecoveryTalk.id.in_(mine), RecoveryCase.owner_id == person.id))
    query = query.where(RecoveryTalk.cancelled_at.is_(None), RecoveryCase.closed_at.is_(None))
    query = query.where(RecoveryCase.talk_held_at.is_(None))
    return list(db.session.scalars(query.order_by(RecoveryTalk.starts_at, RecoveryTalk.id)).unique())
