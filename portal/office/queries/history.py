"""What was changed about somebody, by whom and when, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from portal import i18n
from portal.audit import Audit
from portal.db import db
from portal.i18n import later as _
from portal.school.models import Person, Pupil, Role
from portal.school.words import CUSTODY, RELATIONS, ROLES

MOST = 30
# What is said of a person or a pupil; how it is said stands with the log (deeds.SENTENCES).
TOLD = frozenset({
    "pupil added", "pupil changed", "pupil left", "pupil came back", "class changed", "class change undone",
    "guardian added", "guardian changed", "guardian removed", "guardian brought back", "person added",
    "person changed", "person left", "person came back", "household changed", "roles changed", "classes changed",
    "has left", "is still here",
})  # fmt: skip
FIELDS = {
    "first_name": _("First name"),
    "infix": _("Infix (van, de, el)"),
    "last_name": _("Last name"),
    "born_on": _("Date of birth"),
    "language": _("Language of messages and pages"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "reads_easily": _("Reads easily in this language"),
    "prefers_call": _("Prefers to be called"),
    "needs_interpreter": _("Needs an interpreter in conversations"),
    "relation": _("Who is this to the child?"),
    "custody": _("Custody"),
    "has_access": _("May open the pages about this child"),
    "restriction": _("Restriction"),
    "document_reference": _("Document"),
    "restricted_from": _("Since"),
    "restricted_until": _("Look at it again on"),
    "left_on": _("Left on"),
    "class": _("Class"),
    "classes": _("Classes"),
    "roles": _("Roles"),
}
# What can be undone, and only the last time it was done.
UNDOABLE = ("pupil left", "class changed", "guardian removed", "household changed", "person left")
_WORDS: dict[str, dict] = {"custody": {each.value: word for each, word in CUSTODY.items()}, "relation": RELATIONS}


@dataclass(frozen=True)
class Change:
    """One field: its label, and its old and new value as a reader wants them."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Deed:
    """One line of a history: a sentence with a place for `who`, who that is, when, about whom else, what changed."""

    id: int
    sentence: str
    by: str
    at: datetime
    about: Person | Pupil | None
    changes: list[Change] = field(default_factory=list)
    can_be_undone: bool = False


def history_of(thing: Person | Pupil) -> list[Deed]:
    """The last changes about a person or a pupil, newest first; at most the newest of a kind can be undone."""
    query = select(Audit).where(Audit.kind == thing.__tablename__, Audit.about == thing.id, Audit.did.in_(TOLD))
    query = query.options(undefer(Audit.detail), joinedload(Audit.person))
    rows = list(db.session.scalars(query.order_by(Audit.at.desc(), Audit.id.desc()).limit(MOST)).unique())
    pupils = _by_number(Pupil, (row.detail.get("pupil", 0) for row in rows if row.detail))
    persons = _by_number(Person, (row.detail.get("person", 0) for row in rows if row.detail))
    deeds = []
    for row in rows:
        detail = row.detail or {}
        about = pupils.get(detail.get("pupil", 0)) or persons.get(detail.get("person", 0))
        by = row.person.full_name if row.person else "–"
        is_newest = row is rows[0] and row.did in UNDOABLE and not (thing.__tablename__ == "person" and about)
        deeds.append(Deed(row.id, str(row.sentence), by, row.at, about, _changes(detail), is_newest))
    return deeds


def _by_number(model: type, numbers: Iterable[int]) -> dict[int, Any]:
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    return {each.id: each for each in db.session.scalars(select(model).where(model.id.in_(wanted))).unique()}


def _changes(detail: dict) -> list[Change]:
    pairs = [(name, pair) for name, pair in detail.items() if name in FIELDS and isinstance(pair, list)]
    return [Change(str(FIELDS[name]), *(_said(name, value) for value in pair)) for name, pair in pairs]


def _said(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name in ("restricted_from", "restricted_until", "left_on", "born_on"):
        return i18n.full_day(date.fromisoformat(value))
    if name == "roles":
        return ", ".join(str(ROLES[Role(each)]) for each in value)
    if isinstance(value, list):
        return ", ".join(value)
    if name == "language" and value in i18n.LANGUAGES:
        return i18n.language(value).name
    return str(_WORDS.get(name, {}).get(value, value))
