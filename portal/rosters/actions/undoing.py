"""Taking an import back, as long as nothing depends on what it brought or changed."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Base, Refusal, db, rows_changed
from portal.rosters.actions.deeds import chunks, key_in, key_of, rows_now, take_back
from portal.rosters.actions.work import hold_still, note_changes
from portal.rosters.models import RosterImport, Step
from portal.rosters.rules.deeds import Deed
from portal.school.models import Person

LATER, CHANGED = "a later import", "changed since"


class SomethingDepends(Refusal):
    """`on`: how much of what now depends on the import, by table, or LATER or CHANGED."""

    def __init__(self, on: dict[str, int]):
        super().__init__()
        self.on = on


class NotApplied(Refusal):
    """There is nothing to undo: it is undone already."""


def undo(row: RosterImport, person: Person, *, now: datetime) -> None:
    """Make everything as it was before this import. Raises SomethingDepends or NotApplied, with nothing changed."""
    if row.step is not Step.APPLIED:
        raise NotApplied
    hold_still()
    done = db.session.scalar(select(RosterImport.done).where(RosterImport.id == row.id)) or []
    found = what_depends(row, done)
    if found:
        raise SomethingDepends(found)
    mine = update(RosterImport).where(RosterImport.id == row.id, RosterImport.step == Step.APPLIED)
    if rows_changed(mine.values(step=Step.UNDONE, undone_at=now, done=None)) == 0:
        raise NotApplied
    try:
        with db.session.begin_nested():
            take_back(done)
    except IntegrityError:
        # Somebody was quicker than the look at what depends.
        raise SomethingDepends({CHANGED: 1}) from None
    audit.did(person, "roster undo", row, now=now)
    note_changes([deed for deed in done if deed["do"] == "change"], person.id, "roster undo", now)


def what_depends(row: RosterImport, done: list[Deed]) -> dict[str, int]:
    """How much depends on an import, by what it is; nothing when it can be undone."""
    later = select(RosterImport.id).where(
        RosterImport.step == Step.APPLIED, RosterImport.id != row.id, RosterImport.applied_at >= row.applied_at
    )
    if db.session.scalars(later.limit(1)).first():
        return {LATER: 1}
    found = _rows_that_refer(done)
    if changed := _changed_since(done):
        found[CHANGED] = changed
    return dict(found)


def _rows_that_refer(done: list[Deed]) -> Counter[str]:
    """Rows of any table that refer to what the import brought, and that it neither brought nor changed itself."""
    brought: dict[str, set[tuple]] = {}
    own: dict[str, set[tuple]] = {}
    for deed in done:
        if deed["do"] == "add":
            brought.setdefault(deed["table"], set()).add(key_in(deed))
        if deed["do"] != "remove":
            own.setdefault(deed["table"], set()).add(key_in(deed))
    found: Counter[str] = Counter()
    for table in Base.metadata.sorted_tables:
        for reference in table.foreign_keys:
            numbers = [key[0] for key in brought.get(reference.column.table.name, ()) if len(key) == 1]
            found[table.name] += len(_referring(table, reference.parent, numbers) - own.get(table.name, set()))
    return +found


def _referring(table: Table, column: Any, numbers: list[int]) -> set[tuple]:
    keys = [table.c[name] for name in key_of(table.name) if name in table.c] or list(table.primary_key)
    found: set[tuple] = set()
    for some in chunks(numbers):
        found.update(tuple(row) for row in db.session.execute(select(*keys).where(column.in_(some))))
    return found


def _changed_since(done: list[Deed]) -> int:
    """How many rows that the import brought or changed are no longer as it left them."""
    changed = 0
    left = [deed for deed in done if deed["do"] != "remove"]
    for name in dict.fromkeys(deed["table"] for deed in left):
        deeds = [deed for deed in left if deed["table"] == name]
        now = rows_now(Base.metadata.tables[name], deeds)
        changed += sum(not _is_as_left(deed, now.get(key_in(deed))) for deed in deeds)
    return changed


def _is_as_left(deed: Deed, row: Any) -> bool:
    return row is not None and all(_plain(getattr(row, name)) == value for name, value in deed["new"].items())


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
