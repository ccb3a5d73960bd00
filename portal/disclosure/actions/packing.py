"""What a copy consists of: a PDF to read, the entries with their hashes as JSON, and a manifest of both in a zip."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal import i18n, paper
from portal.disclosure import queries
from portal.disclosure.models import AccessRequest
from portal.disclosure.queries import Passage, Texts
from portal.disclosure.queries.words import KEYS, label_of, what_in_call, what_was_done
from portal.disclosure.rules import BAR, Purpose
from portal.incidents import queries as incidents
from portal.incidents.forms import KINDS, POLICE, ROLES
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Role
from portal.school import queries as school

STYLE = "css/lists.css"
PDF, DATA, MANIFEST = "register.pdf", "register.json", "manifest.json"


@dataclass(frozen=True)
class Contents:
    """Everything of a copy, loaded: for whom, in which language, and each incident with its entries."""

    number: int
    purpose: Purpose
    name: str
    language: str
    asked_on: Any
    made_at: datetime
    school_name: str
    root: tuple[int, str]
    incidents: list[dict[str, Any]]

    @property
    def data(self) -> bytes:
        """The entries with their hashes, for machines; the same contents always make the same bytes."""
        found = {
            "school": self.school_name, "copy": self.number, "purpose": self.purpose.value, "for": self.name,
            "language": self.language, "asked_on": self.asked_on.isoformat(), "made_at": _moment(self.made_at),
            "register": {"entries": self.root[0], "last_hash": self.root[1]},
            "how_to_check": "docs/register.md: each hash is SHA-256 over the JSON list of number, incident, what, at, "
            "person, core, words_sha256 and before; a person that is masked is left out.",
            "incidents": [each["data"] for each in self.incidents],
        }  # fmt: skip
        return json.dumps(found, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True)
class Copy:
    """The zip, and the SHA-256 of it and of what is in it."""

    data: bytes
    marks: Mapping[str, str]


def gathered(asked: AccessRequest, *, now: datetime) -> Contents:
    """Read everything of the request's incidents, masked as was decided."""
    with i18n.in_language(asked.language):
        found = [_incident(asked, incident) for incident in asked.incidents]
    return Contents(
        asked.id, asked.purpose, asked.name, asked.language, asked.asked_on, now,
        getattr(school.the_school(), "name", "Samen"), incidents.root(), found,
    )  # fmt: skip


def page_of(contents: Contents) -> str:
    """The document in the receiver's language."""
    return paper.written(
        "disclosure/copy.html", contents.language, contents=contents, is_masked=contents.purpose is Purpose.SUBJECT,
        mark=_mark(contents.data),
    )  # fmt: skip


def packed(contents: Contents, pdf: bytes) -> Copy:
    """The zip with the manifest."""
    marks = {"pdf": _mark(pdf), "json": _mark(contents.data)}
    manifest = {
        "school": contents.school_name, "copy": contents.number, "made_at": _moment(contents.made_at),
        "sha256": {PDF: marks["pdf"], DATA: marks["json"]},
        "register": {"entries": contents.root[0], "last_hash": contents.root[1]},
    }  # fmt: skip
    packing = BytesIO()
    with ZipFile(packing, "w", ZIP_DEFLATED) as file:
        for name, data in ((PDF, pdf), (DATA, contents.data), (MANIFEST, json.dumps(manifest, indent=1).encode())):
            # The moment of making, and not that of packing, stands at each file.
            info = ZipInfo(name, contents.made_at.astimezone(UTC).timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, data)
    return Copy(packing.getvalue(), {"zip": _mark(packing.getvalue()), **marks})


def _incident(asked: AccessRequest, incident: Incident) -> dict[str, Any]:
    """One incident as the page shows it, and as data."""
    texts, call = queries.texts_of(asked, incident), _call(asked, incident)
    return {
        "number": incident.id, "facts": _facts(incident), "entries": [_shown(each) for each in texts],
        "call": call,
        "data": {
            "incident": incident.id,
            "facts": incidents.core_of(incident) | {"place": incident.place.name},
            "entries": [_as_data(each) for each in texts],
            "call": [{"at": _moment(at), "what": what} for at, what in call],
        },
    }  # fmt: skip


def _call(asked: AccessRequest, incident: Incident) -> list[tuple[datetime, str]]:
    """What happened in the call for help; only the school's own file says who came."""
    is_whole = asked.purpose is Purpose.SCHOOL
    return [
        (event.at, what_in_call(event.what, event.person.full_name if is_whole and event.person else BAR))
        for event in incidents.timeline(incident)
    ]


def _facts(incident: Incident) -> list[tuple[str, str]]:
    """What names nobody, in words."""
    yes_no = {True: str(label_of("yes")), False: str(label_of("no")), None: ""}
    pairs = [
        ("when", i18n.moment(incident.happened_at)), ("place", incident.place.name),
        ("kind", str(KINDS[incident.kind]) if incident.kind else ""),
        ("roles", " · ".join(str(ROLES[Role(word)]) for word in incident.roles or ())),
        ("hurt", yes_no[incident.somebody_hurt]), ("children_saw", yes_no[incident.children_saw]),
        ("police", str(POLICE[incident.police]) if incident.police else ""),
    ]  # fmt: skip
    return [(str(KEYS[key]), value) for key, value in pairs if value]


def _shown(texts: Texts) -> dict[str, Any]:
    return {
        "number": texts.entry.number, "at": texts.entry.at, "what": str(what_was_done(texts.entry.what)),
        "hash": texts.entry.hash,
        "texts": [(str(label_of(passage.key)), passage.masked) for passage in texts.passages],
    }  # fmt: skip


def _as_data(texts: Texts) -> dict[str, Any]:
    entry = texts.entry
    return {
        "number": entry.number, "incident": entry.incident_id, "what": entry.what.value,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"), "person": _person(entry, texts.passages),
        "core": entry.core, "words_sha256": _mark(bytes(entry.sealed)) if entry.sealed is not None else None,
        "before": entry.before, "hash": entry.hash,
        "texts": {passage.key: passage.masked for passage in texts.passages},
        "masked": sorted(passage.key for passage in texts.passages if passage.hidden),
    }  # fmt: skip


def _person(entry: RegisterEntry, passages: list[Passage]) -> int | None:
    """A writer who is masked has no number either."""
    writer = next((passage for passage in passages if passage.key == queries.WRITER), None)
    return None if writer is not None and writer.hidden else entry.person_id


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
