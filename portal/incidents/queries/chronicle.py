"""The chronology: what the row of an incident should say, and whether the chain is whole."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any, NamedTuple

from sqlalchemy import ScalarResult, Select, select

from portal.db import db
from portal.incidents.models import Incident, RegisterEntry, RegisterHead
from portal.incidents.queries.evidence import exchanged
from portal.incidents.rules import NOTHING_BEFORE, hash_of, says_the_same
from portal.vault import ring


class Broken(NamedTuple):
    """Where the register is not as it was written: the number of an entry, or an incident, and what is wrong."""

    what: str
    number: int | None = None
    incident_id: int | None = None


def core_of(incident: Incident) -> dict[str, Any]:
    """The facts that name nobody, as each entry keeps them."""
    return {
        "kind": incident.kind, "place": incident.place_id, "draft": bool(incident.is_draft),
        "happened_at": incident.happened_at.astimezone(UTC).isoformat(timespec="seconds"),
        "roles": sorted(incident.roles or []), "somebody_hurt": incident.somebody_hurt,
        "children_saw": incident.children_saw, "police": incident.police, "forms": sorted(incident.forms or []),
        "seriousness": incident.seriousness, "means": incident.means, "subject": incident.subject,
        "damage": incident.damage, "language_barrier": incident.language_barrier, "interpreter": incident.interpreter,
        "norm_line": incident.norm_line_key, "must_report": bool(incident.must_report),
    }  # fmt: skip


def broken() -> Iterator[Broken]:
    """Every place where something was changed, removed or put in behind the portal's back."""
    before, number, facts = NOTHING_BEFORE, 0, {}
    entries = select(RegisterEntry).order_by(RegisterEntry.number).execution_options(yield_per=500)
    for entry in _as_it_stands(entries):
        number += 1
        if entry.number != number or entry.before != before:
            yield Broken("an entry before this one is missing or was put in", entry.number, entry.incident_id)
        if entry.hash != _hash(entry):
            yield Broken("this entry was changed", entry.number, entry.incident_id)
        before, number = entry.hash, entry.number
        facts[entry.incident_id] = entry.facts["facts"]
    yield from _of_head(number, before)
    for entry_number, incident_id in exchanged():
        yield Broken("a file is not the one of this entry", entry_number, incident_id)
    for incident in _as_it_stands(select(Incident).order_by(Incident.id)).unique():
        if not says_the_same(facts.get(incident.id), core_of(incident)):
            yield Broken("the incident is not as its last entry says", None, incident.id)


def root() -> tuple[int, str]:
    """The number and the hash of the newest entry: written down elsewhere, they prove later what stood here."""
    newest = select(RegisterEntry.number, RegisterEntry.hash).order_by(RegisterEntry.number.desc()).limit(1)
    row = db.session.execute(newest).first()
    return (row.number, row.hash) if row else (0, NOTHING_BEFORE)


def _as_it_stands(query: Select) -> ScalarResult:
    """In the database, whatever this session remembers."""
    return db.session.scalars(query.execution_options(populate_existing=True))


def _hash(entry: RegisterEntry) -> str:
    return hash_of(
        number=entry.number, incident_id=entry.incident_id, what=entry.what, at=entry.at, person_id=entry.person_id,
        core=entry.core, sealed=entry.sealed, before=entry.before,
    )  # fmt: skip


def _of_head(number: int, last: str) -> Iterator[Broken]:
    head = _as_it_stands(select(RegisterHead)).first()
    if head is None:
        if number:
            yield Broken("the end of the register is missing", number)
    elif (head.number, head.hash) != (number, last):
        yield Broken("entries at the end are missing or were put in", number)
    elif head.mark != ring.mark(f"{head.number}:{head.hash}", "register_head.mark"):
        yield Broken("the whole chain was written anew", number)
