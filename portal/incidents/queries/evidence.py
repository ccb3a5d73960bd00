"""The files of an incident as somebody may see them, and whether each is the one that was kept."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.db import db
from portal.incidents.models import Evidence, Incident, RegisterEntry, RegisterKey
from portal.incidents.queries.chronology import sees_all
from portal.incidents.rules import What
from portal.school.models import Person


def evidence_for(person: Person, incident: Incident) -> list[Evidence]:
    """The files that this person may fetch, oldest first: leader and coordinator all, others what they added."""
    query = select(Evidence).where(Evidence.incident_id == incident.id).order_by(Evidence.id)
    rows = db.session.scalars(query).unique()
    return [row for row in rows if sees_all(person) or row.added_by_id == person.id]


def exchanged() -> Iterator[tuple[int | None, int]]:
    """Each file that is not the one its entry says: the number of the entry and of the incident.

    With the key of an incident its files may go.
    """
    keyed = set(db.session.scalars(select(RegisterKey.incident_id)))
    query = select(Evidence).order_by(Evidence.id).options(undefer(Evidence.sealed))
    query = query.execution_options(populate_existing=True, yield_per=20)
    found = {row.number: (row.sha256, sha256(bytes(row.sealed)).hexdigest()) for row in db.session.scalars(query)}
    entries = select(RegisterEntry).where(RegisterEntry.what == What.EVIDENCE).order_by(RegisterEntry.number)
    for entry in db.session.scalars(entries).unique():
        core = entry.facts
        kept = found.pop(entry.number, None)
        is_gone = kept is None and entry.incident_id not in keyed
        if not is_gone and kept != (core.get("sha256"), core.get("sealed_sha256")):
            yield entry.number, entry.incident_id
    left = select(Evidence.number, Evidence.incident_id).where(Evidence.number.in_(found) | Evidence.number.is_(None))
    yield from ((number, incident_id) for number, incident_id in db.session.execute(left.order_by(Evidence.id)))
