"""The register as its readers see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.help_calls.models import CallEvent, HelpCall
from portal.incidents.models import Incident
from portal.incidents.rules import Kind
from portal.school.models import Person, Place, Role

PAGE = 50
ORDER = (Incident.is_draft, Incident.happened_at, Incident.id)


@dataclass(frozen=True)
class Found:
    """A page of the register, and whether there are older incidents."""

    incidents: list[Incident]
    has_older: bool


def incidents_for(person: Person, *, before: int | None = None) -> Found:
    """What this person may read: drafts first, then newest first; `before` is the id of the last one seen.

    Leader and coordinator read all, others their own.
    """
    query = _readable(select(Incident), person)
    # Numbers beyond what the database can hold are nobody's.
    if before is not None and 0 < before < 2**31:
        last = db.session.execute(query.with_only_columns(*ORDER).where(Incident.id == before)).first()
        query = query.where(tuple_(*ORDER) < tuple_(*last)) if last else query
    query = query.order_by(*(column.desc() for column in ORDER)).limit(PAGE + 1)
    found = list(db.session.scalars(query).unique())
    return Found(found[:PAGE], has_older=len(found) > PAGE)


def drafts_of(person: Person) -> list[Incident]:
    """Drafts that wait for this person; the coordinator sees all of them."""
    query = select(Incident).where(Incident.is_draft).order_by(Incident.happened_at, Incident.id)
    return list(db.session.scalars(_readable(query, person).limit(PAGE)).unique())


def call_behind(incident: Incident) -> HelpCall | None:
    """The call for help that a draft came from."""
    return db.session.get(HelpCall, incident.help_call_id) if incident.help_call_id else None


def timeline(incident: Incident) -> list[CallEvent]:
    """What happened in the help call behind an incident, oldest first; empty without one."""
    if incident.help_call_id is None:
        return []
    events = joinedload(HelpCall.events)
    call = select(HelpCall).where(HelpCall.id == incident.help_call_id).options(events)
    found = db.session.scalars(call).unique().first()
    return list(found.events) if found else []


@dataclass(frozen=True)
class Happened:
    """An incident as the yearly figures know it: nobody's name, and not a word of what happened."""

    at: datetime
    kind: Kind
    place: str


def happened_between(start: datetime, end: datetime) -> list[Happened]:
    """Every complete incident from `start` until before `end`, oldest first."""
    query = (
        select(Incident.happened_at, Incident.kind, Place.name)
        .join(Place, Place.id == Incident.place_id)
        .where(Incident.is_draft.is_(False), Incident.happened_at >= start, Incident.happened_at < end)
        .order_by(Incident.happened_at, Incident.id)
    )
    return [Happened(*row) for row in db.session.execute(query)]


def _readable(query: Select, person: Person) -> Select:
    if {Role.LEADER, Role.COORDINATOR} & person.roles:
        return query
    # In whose name it was written without their PIN does not read it: it may be about them.
    return query.where(Incident.reporter_id == person.id, Incident.is_confirmed)
