"""The register as its readers see it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.help_calls.models import CallEvent, HelpCall
from portal.incidents.models import Incident
from portal.school.models import Person, Role

PAGE = 50


def incidents_for(person: Person, *, before: int | None = None) -> list[Incident]:
    """What this person may read, drafts first, then newest first: leader and coordinator all, others their own."""
    query = select(Incident).order_by(Incident.is_draft.desc(), Incident.happened_at.desc(), Incident.id.desc())
    if before is not None:
        query = query.where(Incident.id < before)
    return list(db.session.scalars(_readable(query, person).limit(PAGE)).unique())


def drafts_of(person: Person) -> list[Incident]:
    """Drafts that wait for this person; the coordinator sees all of them."""
    query = select(Incident).where(Incident.is_draft).order_by(Incident.happened_at, Incident.id)
    return list(db.session.scalars(_readable(query, person).limit(PAGE)).unique())


def timeline(incident: Incident) -> list[CallEvent]:
    """What happened in the help call behind an incident, oldest first; empty without one."""
    if incident.help_call_id is None:
        return []
    events = joinedload(HelpCall.events)
    call = select(HelpCall).where(HelpCall.id == incident.help_call_id).options(events)
    found = db.session.scalars(call).unique().first()
    return list(found.events) if found else []


def _readable(query, person: Person):
    if {Role.LEADER, Role.COORDINATOR} & person.roles:
        return query
    return query.where(Incident.reporter_id == person.id)
