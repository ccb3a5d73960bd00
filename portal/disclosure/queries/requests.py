"""Requests for a copy: those that wait, those that are late, and who may release one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.disclosure.models import AccessRequest, IncidentHold
from portal.disclosure.rules import WARNED_BEFORE, Purpose, Stage
from portal.incidents.models import Incident
from portal.school.models import Person, Role

SHOWN = 100
OPEN = (Stage.OPEN, Stage.TO_CHECK, Stage.MAKING)


def requests_for(person: Person) -> list[AccessRequest]:
    """Those that are open first, the nearest day on top; the office sees what people ask, never the school's file."""
    query = select(AccessRequest).options(joinedload(AccessRequest.logged_by))
    if not {Role.LEADER, Role.COORDINATOR} & person.roles:
        query = query.where(AccessRequest.purpose == Purpose.SUBJECT)
    order = (AccessRequest.stage.not_in(OPEN), AccessRequest.due_on, AccessRequest.id.desc())
    return list(db.session.scalars(query.order_by(*order).limit(SHOWN)))


def waiting_for(person: Person, *, today: date) -> list[AccessRequest]:
    """What the first page says: requests that this person can check, and those that are nearly due."""
    if not {Role.LEADER, Role.COORDINATOR} & person.roles:
        return []
    query = select(AccessRequest).where(AccessRequest.stage.in_(OPEN)).order_by(AccessRequest.due_on, AccessRequest.id)
    return [
        asked for asked in db.session.scalars(query)
        if asked.due_on <= today + WARNED_BEFORE or (asked.stage is Stage.TO_CHECK and may_release(person, asked))
    ]  # fmt: skip


def holds_to_review(person: Person, *, today: date) -> list[IncidentHold]:
    """Holds whose day to look at them again has come, for the school leader."""
    if Role.LEADER not in person.roles:
        return []
    query = select(IncidentHold).where(IncidentHold.lifted_at.is_(None), IncidentHold.review_on <= today)
    return list(db.session.scalars(query.order_by(IncidentHold.review_on, IncidentHold.id)).unique())


def may_release(person: Person, asked: AccessRequest) -> bool:
    """Four eyes: not who chose and masked, and not who asked for the school's own file."""
    hands = {asked.prepared_by_id, *(mask.by_id for mask in asked.masks)}
    if asked.purpose is Purpose.SCHOOL:
        hands.add(asked.logged_by_id)
    return person.id not in hands


def incidents_to_choose(chosen: list[Incident]) -> list[Incident]:
    """Incidents whose words are still there, the newest first; those chosen already among them."""
    query = select(Incident).where(Incident.destroyed_at.is_(None), Incident.is_draft.is_(False))
    query = query.order_by(Incident.happened_at.desc(), Incident.id.desc()).limit(SHOWN)
    found = list(db.session.scalars(query).unique())
    return [*found, *(each for each in chosen if each not in found)]


def late_requests(today: date) -> list[AccessRequest]:
    """Open requests whose day is near or past, and of which nobody was told yet."""
    query = select(AccessRequest).where(
        AccessRequest.stage.in_(OPEN), AccessRequest.reminded_at.is_(None),
        AccessRequest.due_on <= today + WARNED_BEFORE,
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(AccessRequest.id)))


def late_holds(today: date) -> list[IncidentHold]:
    """Holds to look at again of which the school leader was not told yet."""
    query = select(IncidentHold).where(IncidentHold.lifted_at.is_(None), IncidentHold.review_on <= today)
    untold = query.where(IncidentHold.reminded_on.is_(None) | (IncidentHold.reminded_on < IncidentHold.review_on))
    return list(db.session.scalars(untold.order_by(IncidentHold.id)).unique())
