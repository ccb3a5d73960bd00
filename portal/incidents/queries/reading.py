"""The register as its readers see it."""

from dataclasses import dataclass

from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.help_calls.models import CallEvent, HelpCall
from portal.incidents.models import ClassThatSaw, Incident, InvolvedColleague
from portal.incidents.queries.chronology import sees_all
from portal.incidents.rules import Part
from portal.school.models import Person, SchoolClass

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


def own_parts_of(person: Person) -> list[Incident]:
    """Incidents in which this colleague stands without reading all of them, newest first."""
    there = select(InvolvedColleague.incident_id).where(
        InvolvedColleague.person_id == person.id, InvolvedColleague.taken_back_at.is_(None)
    )
    if sees_all(person):
        return []
    query = select(Incident).where(
        Incident.id.in_(there), or_(Incident.reporter_id != person.id, ~Incident.is_confirmed)
    )
    query = query.order_by(Incident.happened_at.desc(), Incident.id.desc()).limit(PAGE)
    return list(db.session.scalars(query).unique())


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


def who_was_in(call: HelpCall) -> list[tuple[Part, Person]]:
    """The colleagues of a call for help that ended: who called, as far as that was said, and who came."""
    callers = select(CallEvent).where(CallEvent.call_id == call.id, CallEvent.what == "at-the-desk")
    called = [(Part.CALLER, event.person) for event in db.session.scalars(callers).unique() if event.person]
    return [*called, *((Part.RESPONDER, row.person) for row in call.responders if row.helps)]


def colleagues_of(incident: Incident) -> list[InvolvedColleague]:
    """The colleagues who were there, in the order in which they were named."""
    query = select(InvolvedColleague).where(
        InvolvedColleague.incident_id == incident.id, InvolvedColleague.taken_back_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(InvolvedColleague.id)).unique())


def colleagues_for(person: Person, incident: Incident) -> list[InvolvedColleague]:
    """The same as this person may see it: leader and coordinator all, others whom they named and themselves."""
    return [
        row for row in colleagues_of(incident) if sees_all(person) or person.id in (row.named_by_id, row.person_id)
    ]  # fmt: skip


def classes_that_saw(incident: Incident) -> list[SchoolClass]:
    """The classes of which children saw it, by name."""
    rows = db.session.scalars(select(ClassThatSaw).where(ClassThatSaw.incident_id == incident.id)).unique()
    return sorted((row.school_class for row in rows), key=lambda each: (each.name, each.id))


def _readable(query: Select, person: Person) -> Select:
    if sees_all(person):
        return query
    # In whose name it was written without their PIN does not read it: it may be about them.
    return query.where(Incident.reporter_id == person.id, Incident.is_confirmed)
