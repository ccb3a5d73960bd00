"""The chronology of one incident as one reader may see it: each entry in order, words only for whom they are."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import FACTUAL, WRITTEN, Part, What
from portal.school.models import Person, Role


@dataclass(frozen=True)
class Line:
    """An entry as somebody sees it; `people` are the colleagues that it names, each by part.

    A correction says in `of` the number of what it corrects, which has it among its `corrections`.
    """

    entry: RegisterEntry
    words: dict[str, Any]
    people: list[tuple[Part, Person]]
    of: int | None
    corrections: list[RegisterEntry]


def sees_all(person: Person) -> bool:
    """School leader and safety coordinator see all of the register."""
    return bool({Role.LEADER, Role.COORDINATOR} & person.roles)


def chronology_for(person: Person, incident: Incident) -> list[Line]:
    """Each entry, oldest first. Others than leader and coordinator see the facts, and what they wrote themselves."""
    return _lines([entry for entry in incident.entries if _may_see(person, incident, entry)])


def own_part_of(person: Person, incident: Incident) -> list[Line]:
    """What somebody who was there wrote themselves, oldest first; nothing of anybody else."""
    return _lines([entry for entry in incident.entries if entry.person_id == person.id])


def entry_for(person: Person, incident: Incident, number: int) -> RegisterEntry | None:
    """An entry of this incident by its number; None when there is none that this person may see."""
    found = (each for each in incident.entries if each.number == number and _may_see(person, incident, each))
    return next(found, None)


def _may_see(person: Person, incident: Incident, entry: RegisterEntry) -> bool:
    if sees_all(person) or entry.person_id == person.id or entry.what in FACTUAL:
        return True
    # Whoever sees what was corrected sees the correction.
    return entry.what is What.CORRECTED and entry_for(person, incident, entry.facts["of"]) is not None


def _lines(entries: list[RegisterEntry]) -> list[Line]:
    written = [entry for entry in entries if entry.what in WRITTEN]
    known, corrections = _people_in(entries), defaultdict(list)
    for entry in entries:
        if entry.what is What.CORRECTED:
            corrections[entry.facts["of"]].append(entry)
    return [
        # The facts that hold stand above the chronology already.
        Line(
            entry, {} if entry in written[-1:] else entry.words, _named(entry, known), entry.facts.get("of"),
            corrections[entry.number],
        )
        for entry in entries
    ]  # fmt: skip


def _people_in(entries: list[RegisterEntry]) -> dict[int, Person]:
    numbers = {number for entry in entries if _names(entry) for _part, number in entry.words.get("people", ())}
    if not numbers:
        return {}
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(numbers)))}


def _named(entry: RegisterEntry, known: dict[int, Person]) -> list[tuple[Part, Person]]:
    pairs = entry.words.get("people", ()) if _names(entry) else ()
    return [(Part(part), known[number]) for part, number in pairs if number in known]


def _names(entry: RegisterEntry) -> bool:
    return entry.what in (What.NAMED, What.TAKEN_BACK)
