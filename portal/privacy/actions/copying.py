"""Making a copy of everything about a household: one zip with a page to read and the same as data."""

import json
from collections.abc import Generator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from markupsafe import Markup
from sqlalchemy import select

from portal import audit, files, i18n, outbox, tasks
from portal.db import db, reading, transaction
from portal.privacy.models import DataExport
from portal.privacy.queries import exporting
from portal.privacy.queries.exporting import Rows, Step
from portal.privacy.queries.labels import LABELS
from portal.privacy.queries.labels_of_values import WORDS, YES_OR_NO
from portal.school import queries as school
from portal.school.models import Person, Pupil
from portal.settings import ROOT
from portal.tasks import Asked, State, Task, TaskRefused

KIND = "copy"
STYLE = ROOT / "static" / "css" / "copy.css"

# What was found: the step, the child's name (none for the guardian), and the rows.
Found = list[tuple[Step, str, Rows]]


def ask(guardian: Person, asker: Person, *, pupil: Pupil | None = None, reason: str = "", now: datetime) -> DataExport:
    """Ask for a copy for this guardian's household, of all its children or one; asked twice it is made once.

    When somebody else asks than the guardian, everybody in the household is told.
    """
    assert guardian.guardian is not None
    if (making := _being_made(guardian, asker, pupil)) is not None:
        return making
    export = DataExport(
        for_id=guardian.id, household_id=guardian.guardian.household_id, pupil_id=pupil.id if pupil else None,
        asked_by_id=asker.id, reason=reason, asked_at=now,
    )  # fmt: skip
    db.session.add(export)
    db.session.flush()
    export.task_id = tasks.start(asker, KIND, {"export": export.id}, now=now).id
    audit.did(asker, "copy asked", export, now=now)
    if export.is_by_the_office:
        for member in guardian.guardian.household.guardians:
            outbox.queue(member.person, "privacy/messages/copy.txt", export, now=now, path="/privacy")
    return export


def _being_made(guardian: Person, asker: Person, pupil: Pupil | None) -> DataExport | None:
    query = (
        select(DataExport)
        .join(Task, Task.id == DataExport.task_id)
        .where(DataExport.for_id == guardian.id, DataExport.asked_by_id == asker.id, Task.state == State.WAITING)
        .where(DataExport.pupil_id == pupil.id if pupil else DataExport.pupil_id.is_(None))
    )
    return db.session.scalars(query).unique().first()


def make(asked: Asked, *, now: datetime) -> Generator[tuple[int, int], None, dict]:
    """The task: collect part by part, then pack and seal. Refused when the family is no longer here."""
    number, found = asked.asked["export"], []
    with reading():
        guardian, children = _whose(number)
        language = guardian.language
        names = {child.id: child.full_name for child in children}
    steps = exporting.steps_for(list(names))
    for place, step in enumerate(steps, start=1):
        with reading(), i18n.in_language(language):
            guardian, children = _whose(number)
            is_theirs = step.pupil_id is None or step.pupil_id in {child.id for child in children}
            rows = exporting.rows_of(step, guardian) if is_theirs else []
            found.append((step, names.get(step.pupil_id or 0, ""), rows))
        yield place, len(steps)
    with reading():
        name = _whose(number)[0].full_name
        school_name = getattr(school.the_school(), "name", "Samen")
    key = files.keep(packed(found, name, language, school_name=school_name, now=now))
    _keep(number, key)
    return {"children": list(names)}


def _whose(number: int) -> tuple[Person, list[Pupil]]:
    export = db.session.get(DataExport, number)
    if export is None or export.for_whom.guardian is None:
        raise TaskRefused
    return export.for_whom, exporting.children_for(export.for_whom, export.pupil)


def _keep(number: int, key: str) -> None:
    with transaction() as session:
        export = session.get(DataExport, number)
        if export is None:
            files.forget(key)
            raise TaskRefused
        if export.file:
            files.forget_when_kept(export.file)
        export.file = key


def packed(found: Found, name: str, language: str, *, school_name: str, now: datetime) -> bytes:
    """The zip: `data.json` for machines, `index.html` for people, in their language."""
    found, enclosed = _apart(found)
    parts = [{"part": step.part.key, "child": child or None, "rows": rows} for step, child, rows in found]
    data = {"school": school_name, "for": name, "made_at": now, "language": language, "parts": parts}
    page = files.written(
        "privacy/copy.html", language, style=Markup(f"<style>{STYLE.read_text()}</style>"),
        name=name, school_name=school_name, made_at=now, found=found, label=label, said=said,
    )  # fmt: skip
    packing = BytesIO()
    with ZipFile(packing, "w", ZIP_DEFLATED) as file:
        file.writestr("index.html", page)
        for place, sound in enclosed.items():
            file.writestr(place, sound)
        file.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=1, default=_plain))
    return packing.getvalue()


def _apart(found: Found) -> tuple[Found, dict[str, bytes]]:
    """The same with the name of a file in the place of what is no text; and those files."""
    enclosed: dict[str, bytes] = {}

    def named(part: str, value: Any) -> Any:
        if not isinstance(value, files.Enclosed):
            return value
        name = f"{part}-{len(enclosed) + 1}.{value.ending}"
        enclosed[name] = value.data
        return name

    rows_of = [
        (step, child, [{key: named(step.part.key, value) for key, value in row.items()} for row in rows])
        for step, child, rows in found
    ]
    return rows_of, enclosed


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def label(key: str) -> str:
    """What a field is called."""
    return LABELS[key]


def said(key: str, value: Any) -> str:
    """A value as a person reads it; nothing for what is empty."""
    if isinstance(value, bool):
        return YES_OR_NO[value]
    if isinstance(value, date):
        return i18n.dated(value)
    if isinstance(value, list):
        return " · ".join(str(WORDS.get((key, each), each)) for each in value)
    if key == "language" and value in i18n.LANGUAGES:
        return i18n.language(value).name
    return WORDS.get((key, value), value) or ""
