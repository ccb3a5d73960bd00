"""Changes of rows as data, plain enough for JSON, before any of them is done."""

from collections.abc import Iterable
from typing import Any

# One change of one row, plain enough for JSON. `add`: `ref` names the row that comes, `new` its values.
# `change`: `id`, the `old` values and the `new`. `remove`: the `old` values, by which the row is found.
# A value may be {"ref": name}: the number that the row of that name gets.
Deed = dict[str, Any]
Row = int | dict[str, str]


def ref(table: str, key: str) -> dict[str, str]:
    """The row of this table that comes for this key of the file."""
    return {"ref": f"{table} {key}"}


def number_or_name(row: Row) -> int | str:
    """A row as a key of a set or a dict."""
    return row if isinstance(row, int) else row["ref"]


def numbers(rows: Iterable[Row]) -> set[int]:
    """The rows that are there already."""
    return {row for row in rows if isinstance(row, int)}


def add(table: str, new: dict[str, Any], name: dict[str, str] | None = None) -> Deed:
    return {"do": "add", "table": table, "ref": name["ref"] if name else "", "new": new}


def change(table: str, number: int, values: dict[str, tuple[Any, Any]]) -> Deed:
    """`values` are the old and the new value of each column."""
    old, new = ({column: pair[side] for column, pair in values.items()} for side in (0, 1))
    return {"do": "change", "table": table, "id": number, "old": old, "new": new}


def remove(table: str, old: dict[str, Any]) -> Deed:
    return {"do": "remove", "table": table, "old": old}


def differences(there: object, **wanted: Any) -> dict[str, tuple[Any, Any]]:
    """What of somebody known is otherwise in the file: old and new by name."""
    return {name: (getattr(there, name), value) for name, value in wanted.items() if getattr(there, name) != value}
