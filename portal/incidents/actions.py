"""Logging an incident, completing the draft of a help call, adding to what was logged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal import audit, outbox
from portal.db import Refusal, db
from portal.help_calls.models import HelpCall
from portal.incidents.models import Addition, Incident
from portal.incidents.rules import Kind, Police
from portal.incidents.rules import Role as Involved
from portal.school import queries as school
from portal.school.models import Person, Place, Role


class AlreadyComplete(Refusal):
    """The draft was completed before; what is new is added, not written over."""


@dataclass(frozen=True)
class Facts:
    """What a person writes down about an incident; texts as typed, the moment aware."""

    kind: Kind
    place: Place
    happened_at: datetime
    involved: str
    what_happened: str
    injuries: str
    measures_taken: str
    roles: Collection[Involved] = ()
    somebody_hurt: bool | None = None
    children_saw: bool | None = None
    police: Police | None = None


def log(
    reporter: Person, facts: Facts, *, now: datetime, key: str | None = None, is_confirmed: bool = True
) -> Incident:
    """Write an incident into the register and tell those who answer for safety that there is something new.

    Without a word about what happened it is a draft, which the reporter completes at the own desk. The same key twice
    is one incident.
    """
    known = select(Incident).where(Incident.key == key)
    if key is not None and (before := db.session.scalars(known).unique().first()) is not None:
        return before
    incident = Incident(
        place_id=facts.place.id, happened_at=facts.happened_at, logged_at=now, reporter_id=reporter.id, key=key,
        is_confirmed=is_confirmed, is_draft=not facts.what_happened.strip(),
    )  # fmt: skip
    _write(incident, facts)
    db.session.add(incident)
    # Nobody is said to have done what they did not sign.
    audit.did(reporter if is_confirmed else None, "incident logged", incident, now=now)
    _tell(incident, reporter, now)
    return incident


def draft_from_call(call: HelpCall, person: Person, now: datetime) -> None:
    """A help call that ended leaves a draft, to be completed by whoever ended it; its timeline is the call's."""
    draft = Incident(
        place_id=call.place_id, happened_at=call.raised_at, logged_at=now, reporter_id=person.id, is_draft=True,
        help_call_id=call.id,
    )  # fmt: skip
    db.session.add(draft)
    audit.did(person, "incident drafted", draft, now=now)
    _tell(draft, person, now)


def complete(draft: Incident, person: Person, facts: Facts, *, now: datetime) -> None:
    """Fill in the facts of a draft, once. Raises AlreadyComplete."""
    if not draft.is_draft:
        raise AlreadyComplete
    draft.is_draft = False
    _write(draft, facts)
    audit.did(person, "incident completed", draft, now=now)


def add(incident: Incident, person: Person, text: str, *, now: datetime) -> Addition:
    """Put an addition or a correction beside the facts."""
    addition = Addition(incident_id=incident.id, person_id=person.id, added_at=now, text=text)
    db.session.add(addition)
    audit.did(person, "incident added to", incident, now=now)
    return addition


def _write(incident: Incident, facts: Facts) -> None:
    incident.kind, incident.place_id, incident.happened_at = facts.kind, facts.place.id, facts.happened_at
    incident.involved, incident.what_happened = facts.involved, facts.what_happened
    incident.injuries, incident.measures_taken = facts.injuries, facts.measures_taken
    incident.roles = [role.value for role in facts.roles]
    incident.somebody_hurt, incident.children_saw = facts.somebody_hurt, facts.children_saw
    incident.police = facts.police


def _tell(incident: Incident, reporter: Person, now: datetime) -> None:
    """Whoever wrote it knows already; when nobody confirmed who that was, everybody who answers for safety is told."""
    responsible = [*school.staff_with(Role.COORDINATOR), *school.staff_with(Role.LEADER)]
    for person in dict.fromkeys(responsible):
        if person.id != reporter.id or incident.is_confirmed is False:
            outbox.queue(person, "incidents/messages/new.txt", incident, now=now, path="/incidents")
