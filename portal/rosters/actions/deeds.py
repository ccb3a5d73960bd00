"""Carries the deeds of a plan out, all rows of a table at once, and takes them back again."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Date, Table, and_, bindparam, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import undefer

from portal.db import Base, db
from portal.rosters.rules.deeds import Deed
from portal.school.models import Person, Pupil

# By what a row without a number of its own is found.
KEYS = {
    "enrolment": ("pupil_id", "class_id"),
    "teaching": ("person_id", "class_id"),
    "staff_role": ("person_id", "role"),
}
AT_ONCE = 500


def carry_out(deeds: list[Deed]) -> list[Deed]:
    """Do all deeds in this transaction; returns them as they were done, with the numbers that rows got."""
    numbers: dict[str, int] = {}
    done = _of(deeds, "remove")
    for table, rows in _by_table(done, backwards=True):
        _delete(table, [deed["old"] for deed in rows])
    for table, rows in _by_table(_of(deeds, "add")):
        done += _insert(table, rows, numbers)
    changes = [deed | {"new": _filled(deed["new"], numbers)} for deed in _of(deeds, "change")]
    for table, rows in _by_table(changes):
        _update(table, rows, "new")
    _keep_in_step(done + changes)
    return done + changes


def take_back(done: list[Deed]) -> None:
    """Undo deeds as `carry_out` returned them, in the opposite order. The caller knows that nothing depends on them."""
    for table, rows in _by_table(_of(done, "change")):
        _update(table, rows, "old")
    for table, rows in _by_table(_of(done, "add"), backwards=True):
        _delete(table, [deed["new"] for deed in rows])
    for table, rows in _by_table(_of(done, "remove")):
        db.session.execute(insert(table), [_typed(table, deed["old"]) for deed in rows])
    _keep_in_step(_of(done, "change"))


def _keep_in_step(done: list[Deed]) -> None:
    """What follows from the name and the number of somebody, in the rows that were written here as plain values."""
    for model in (Pupil, Person):
        written = [deed for deed in done if deed["table"] == model.__tablename__ and deed["do"] != "remove"]
        for some in chunks(key_in(deed)[0] for deed in written):
            query = select(model).where(model.id.in_(some)).options(undefer("*"))
            found = db.session.scalars(query.execution_options(populate_existing=True)).unique().all()
            values = [{"id": each.id} | each.in_step() for each in found]
            if values:
                # All rows of a chunk in one statement, whichever of them changes.
                db.session.execute(update(model), values)
            for each, changed in zip(found, values, strict=True):
                db.session.expire(each, list(changed.keys() - {"id"}))


def rows_now(table: Table, deeds: list[Deed]) -> dict[tuple, Any]:
    """The rows that deeds left, as they are now, by their key; whoever is gone is not in the answer."""
    columns = [table.c[name] for name in key_of(table.name)]
    keys = sorted({key_in(deed) for deed in deeds})
    found = {}
    for some in chunks(keys):
        is_meant = columns[0].in_([key[0] for key in some]) if len(columns) == 1 else tuple_(*columns).in_(some)
        for row in db.session.execute(select(table).where(is_meant)):
            found[tuple(getattr(row, column.name) for column in columns)] = row
    return found


def key_of(table: str) -> tuple[str, ...]:
    return KEYS.get(table, ("id",))


def key_in(deed: Deed) -> tuple:
    """By what the row that a deed left is found."""
    if deed["do"] == "change":
        return (deed["id"],)
    return tuple(deed["new" if deed["do"] == "add" else "old"][name] for name in key_of(deed["table"]))


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """A few hundred at a time: a database takes only so many in one question."""
    values = iter(values)
    while some := list(islice(values, AT_ONCE)):
        yield some


def _of(deeds: list[Deed], what: str) -> list[Deed]:
    return [deed for deed in deeds if deed["do"] == what]


def _by_table(deeds: list[Deed], *, backwards: bool = False) -> Iterator[tuple[Table, list[Deed]]]:
    """The deeds of each table; what others refer to comes first, or last when backwards."""
    tables = Base.metadata.sorted_tables
    for table in reversed(tables) if backwards else tables:
        rows = [deed for deed in deeds if deed["table"] == table.name]
        if rows:
            yield table, rows


def _insert(table: Table, deeds: list[Deed], numbers: dict[str, int]) -> list[Deed]:
    deeds = sorted(deeds, key=_columns)
    filled = [_filled(deed["new"], numbers) for deed in deeds]
    rows = [_typed(table, values) for values in filled]
    done: list[Deed] = [deed | {"new": values} for deed, values in zip(deeds, filled, strict=True)]
    for _names, alike in groupby(zip(rows, done, strict=True), key=lambda pair: sorted(pair[0])):
        some = list(alike)
        if table.name in KEYS:
            db.session.execute(insert(table), [row for row, _deed in some])
            continue
        for number, (_row, deed) in zip(_numbered(table, [row for row, _deed in some]), some, strict=True):
            deed["new"] = deed["new"] | {"id": number}
            numbers[deed["ref"]] = number
    return done


def _numbered(table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows; returns the numbers that they got, in their order."""
    if db.engine.dialect.name != "sqlite":
        coming = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return list(db.session.execute(coming, rows).scalars())
    # SQLite gives numbers out one by one, which takes a second for a large school, with everybody else waiting.
    # Whoever writes there is alone, so the next numbers are known.
    highest = db.session.scalar(select(func.max(table.c.id))) or 0
    numbers = list(range(highest + 1, highest + 1 + len(rows)))
    db.session.execute(insert(table), [row | {"id": number} for number, row in zip(numbers, rows, strict=True)])
    return numbers


def _update(table: Table, deeds: list[Deed], side: str) -> None:
    for _names, alike in groupby(sorted(deeds, key=_columns), key=_columns):
        some = list(alike)
        values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in some[0][side]}
        query = update(table).where(table.c.id == bindparam("number")).values(values)
        rows = [
            {"number": deed["id"]} | {f"to_{name}": value for name, value in _typed(table, deed[side]).items()}
            for deed in some
        ]
        db.session.execute(query, rows)


def _delete(table: Table, rows: list[dict[str, Any]]) -> None:
    names = key_of(table.name)
    is_meant = and_(*(table.c[name] == bindparam(f"is_{name}", type_=table.c[name].type) for name in names))
    db.session.execute(delete(table).where(is_meant), [{f"is_{name}": row[name] for name in names} for row in rows])


def _columns(deed: Deed) -> list[str]:
    return sorted(deed["new"])


def _filled(values: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    """The values with the numbers of the rows that they refer to."""
    return {name: numbers[value["ref"]] if isinstance(value, dict) else value for name, value in values.items()}


def _typed(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the database takes them: a plan knows days as text."""
    return {
        name: date.fromisoformat(value) if value and isinstance(table.c[name].type, Date) else value
        for name, value in values.items()
    }
