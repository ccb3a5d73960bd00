"""Every text of the chosen incidents as a person goes through it, with the words that were masked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.disclosure.models import AccessRequest
from portal.disclosure.rules import masked, pieces
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import What
from portal.school.models import Person, SchoolClass
from portal.vault import ring

# Whose name stands at an entry is a text like any other: it may have to be masked.
WRITER = "writer"
PEOPLE, CLASSES = "people", "classes"
# A word of the code says nothing to a reader; it stands among the facts, in words.
CODES = frozenset({"role"})


@dataclass(frozen=True)
class Passage:
    """One text of an entry: under which key it stands, as it was written, and which of its words are masked.

    `seen`: somebody went through it for this request.
    """

    key: str
    text: str
    hidden: frozenset[int] = frozenset()
    seen: bool = False

    @property
    def masked(self) -> str:
        """As the receiver reads it."""
        return masked(self.text, self.hidden)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """As the second person reads it: every word, with whether it is masked."""
        return pieces(self.text, self.hidden)

    @property
    def mark(self) -> str:
        """By which it is known that this very text was gone through: a name can change meanwhile."""
        return mark_of(self.text)


@dataclass(frozen=True)
class Texts:
    """An entry of the register with its texts."""

    entry: RegisterEntry
    passages: list[Passage]

    @property
    def is_seen(self) -> bool:
        return all(passage.seen for passage in self.passages)


def texts_of(asked: AccessRequest, incident: Incident) -> list[Texts]:
    """Every entry of this incident with its texts, oldest first; entries without a text have none."""
    masks = {(mask.entry_id, mask.key, mask.mark): frozenset(mask.words) for mask in asked.masks}
    names = _Names()
    return [
        Texts(entry, [
            Passage(key, text, masks.get(known, frozenset()), known in masks)
            for key, text in _passages(entry, names) if (known := (entry.id, key, mark_of(text)))
        ])
        for entry in _entries(incident)
    ]  # fmt: skip


def mark_of(text: str) -> str:
    """A mark of a text, which tells nobody what it says."""
    return ring.mark(text, "masked_text.mark")


def hidden_in(asked: AccessRequest, entry: RegisterEntry) -> Texts | None:
    """The texts of one entry, when it belongs to an incident of this request."""
    incident = next((each for each in asked.incidents if each.id == entry.incident_id), None)
    if incident is None:
        return None
    return next((texts for texts in texts_of(asked, incident) if texts.entry.id == entry.id), None)


def unread(asked: AccessRequest) -> list[Texts]:
    """Entries with a text that nobody went through yet, in the order of the register."""
    return [
        texts for incident in asked.incidents for texts in texts_of(asked, incident)
        if texts.passages and not texts.is_seen
    ]  # fmt: skip


def left_to_do(asked: AccessRequest) -> int:
    """How many entries somebody still has to go through."""
    return len(unread(asked))


def _entries(incident: Incident) -> list[RegisterEntry]:
    """What the school did with the register itself (holds, copies) is no part of what happened, and stays inside."""
    own = (What.HOLD_PLACED, What.HOLD_LIFTED, What.COPY_RELEASED, What.COPY_REFUSED)
    query = select(RegisterEntry).where(RegisterEntry.incident_id == incident.id, RegisterEntry.what.not_in(own))
    return list(db.session.scalars(query.order_by(RegisterEntry.number)).unique())


def _passages(entry: RegisterEntry, names: "_Names") -> Iterator[tuple[str, str]]:
    if entry.person is not None:
        yield WRITER, entry.person.full_name
    for key, value in entry.words.items():
        if key in CODES:
            continue
        yield from _said(key, value, names)


def _said(key: str, value: Any, names: "_Names") -> Iterator[tuple[str, str]]:
    """Texts at any depth; numbers of people and classes as their names, other numbers say nothing to a reader."""
    if key == PEOPLE and isinstance(value, list):
        people = (names.of_person(each[-1] if isinstance(each, list) else each) for each in value)
        value = "\n".join(dict.fromkeys(people))
    if key == CLASSES and isinstance(value, list):
        value = "\n".join(names.of_class(each) for each in value)
    if isinstance(value, str) and value.strip():
        yield key, value
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _said(f"{key}.{inner}", each, names)
    if isinstance(value, list):
        for place, each in enumerate(value, start=1):
            yield from _said(f"{key}.{place}", each, names)


class _Names:
    """Names by number, each asked once."""

    def __init__(self) -> None:
        self.known: dict[tuple[type, int], str] = {}

    def of_person(self, number: Any) -> str:
        return self._found(Person, number, "full_name")

    def of_class(self, number: Any) -> str:
        return self._found(SchoolClass, number, "name")

    def _found(self, model: type, number: Any, attribute: str) -> str:
        if not isinstance(number, int):
            return str(number)
        if (model, number) not in self.known:
            self.known[model, number] = str(getattr(db.session.get(model, number), attribute, "–"))
        return self.known[model, number]
