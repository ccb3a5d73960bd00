"""Posts and answers in other languages: asked for when written or by a reader, made by the worker."""

from datetime import datetime

from sqlalchemy import select, update

from portal.class_group.models import Entry, EntryVersion, Member
from portal.db import db, insert_once, rows_changed, transaction
from portal.school import queries as school
from portal.school.models import Guardian, Person
from portal.translating import actions as translating
from portal.translating import queries as engine
from portal.translating.actions import Waiting


def languages_read_in(class_id: int) -> list[str]:
    """The languages of the members of a group."""
    query = select(Person.language).join(Guardian, Guardian.person_id == Person.id)
    query = query.join(Member, Member.guardian_id == Guardian.id).where(Member.class_id == class_id)
    return list(db.session.scalars(query.distinct().order_by(Person.language)))


def ask_in(entry: Entry, language: str, *, now: datetime) -> None:
    """Have the engine make an entry in a language; what is there stays, and without an engine nothing is asked."""
    if not engine.is_on() or entry.language == language or not entry.text:
        return
    values = {"entry_id": entry.id, "language": language, "due_at": now, "attempts": 0, "reason": ""}
    db.session.execute(insert_once(EntryVersion), [values])
    again = {"due_at": now, "attempts": 0, "reason": "", "given_up_at": None}
    given_up = (EntryVersion.entry_id == entry.id, EntryVersion.given_up_at.is_not(None))
    rows_changed(update(EntryVersion).where(*given_up, EntryVersion.language == language).values(**again))


def translate_entries_one(now: datetime) -> bool:
    """Job: the entry that waits longest. Returns whether there was one."""
    waiting = (EntryVersion.text.is_(None), EntryVersion.given_up_at.is_(None), EntryVersion.due_at <= now)
    due = select(EntryVersion).where(*waiting).order_by(EntryVersion.due_at, EntryVersion.id).limit(1)
    return translating.turn_one(due, now, claim=_claimed, keep=_keep)


def _claimed(row: EntryVersion) -> Waiting:
    entry = row.entry
    words = {"text": entry.text}
    return Waiting(row.id, row.attempts, words, entry.language, row.language, _names_in(entry.class_id))


def _names_in(class_id: int) -> frozenset[str]:
    """The names of the children, the parents and the teachers of a class: the engine sees none of them."""
    everybody = [
        *school.pupils_of(class_id), *school.teachers_of(class_id), *school.guardians_of_class(class_id)
    ]  # fmt: skip
    return frozenset(name for each in everybody for name in (each.first_name, each.last_name) if name)


def _keep(waiting: Waiting, found: dict[str, str], _now: datetime) -> None:
    with transaction() as session:
        row = session.get(EntryVersion, waiting.number, populate_existing=True)
        # Changed meanwhile: what was made is of words that nobody reads any more.
        if row is not None and row.entry.text == waiting.words["text"]:
            row.text, row.reason, row.given_up_at = found["text"], "", None
