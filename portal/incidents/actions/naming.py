"""Naming who was there, and taking it back; whoever is named is offered aftercare in the same transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import select

from portal import audit
from portal.db import db
from portal.incidents.actions.chronicle import lock_incident, record
from portal.incidents.actions.facts import Named
from portal.incidents.models import ClassThatSaw, Incident, InvolvedColleague
from portal.incidents.rules import Part, What
from portal.school.models import Person

# Features above this one that want to know who was there: aftercare begins at once, in the same transaction.
on_involved: list[Callable[[Incident, datetime], None]] = []


def name(incident: Incident, named: Named, by: Person, *, now: datetime) -> None:
    """Name the colleagues who were there and the classes that saw it; who stands there already stays."""
    pairs = [(part, person) for part, people in named.colleagues.items() for person in people]
    if not pairs and not named.classes:
        return
    lock_incident(incident)
    known = set(db.session.scalars(select(ClassThatSaw.class_id).where(ClassThatSaw.incident_id == incident.id)))
    seen = [each.id for each in named.classes if each.id not in known]
    db.session.add_all(ClassThatSaw(incident_id=incident.id, class_id=number) for number in seen)
    audit.did(by, "colleagues named", incident, now=now)
    involve(incident, pairs, by, now, seen)


def take_back(row: InvolvedColleague, by: Person, *, now: datetime) -> None:
    """It turned out that this colleague was not there, or not as that."""
    row.taken_back_at = now
    incident = db.session.get_one(Incident, row.incident_id)
    audit.did(by, "colleague taken back", incident, now=now)
    record(incident, What.TAKEN_BACK, by, now=now, words={"people": [[row.part, row.person_id]]})
    _tell_above(incident, now)


def involve(
    incident: Incident, pairs: Iterable[tuple[Part, Person]], by: Person, now: datetime, classes: Iterable[int] = ()
) -> None:
    """These colleagues were there; features above hear of it at once."""
    classes = list(classes)
    query = select(InvolvedColleague).where(InvolvedColleague.incident_id == incident.id)
    known = {(row.part, row.person_id): row for row in db.session.scalars(query)}
    named = []
    for part, person in dict.fromkeys(pairs):
        row = known.get((part, person.id))
        if row is None:
            row = InvolvedColleague(incident_id=incident.id, person_id=person.id, part=part, named_by_id=by.id)
            db.session.add(row)
        elif row.taken_back_at is None:
            continue
        row.named_at, row.taken_back_at = now, None
        named.append([part, person.id])
    if named or classes:
        record(incident, What.NAMED, by, now=now, words={"people": named, "classes": list(classes)})
    _tell_above(incident, now)


def _tell_above(incident: Incident, now: datetime) -> None:
    db.session.flush()
    for tell in on_involved:
        tell(incident, now)
