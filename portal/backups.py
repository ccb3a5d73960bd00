"""Backup and restore: every row as it lies, still sealed, in plain files that both kinds of database read."""

import base64
import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from graphlib import TopologicalSorter
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import JSON, Column, Connection, LargeBinary, String, Table, func, insert, select, text
from sqlalchemy import type_coerce as read_as

from portal import documents, pictures, vault
from portal.db import Base, Moment, db
from portal.vault import CannotOpen, EncryptedText

BATCH = 500
MANIFEST, PICTURES, DOCUMENTS, PROOF = "backup.json", "pictures", "documents", "backup.proof"


class BackupRefused(Exception):
    """Nothing was changed; the text says why."""


def write(folder: Path, *, now: datetime) -> int:
    """Write database, pictures and documents to a new folder; the keys stay out of it. Returns the number of rows.

    The folder appears whole or not at all. Raises BackupRefused when it is there already.
    """
    if folder.exists():
        raise BackupRefused(f"{folder} is there already")
    making = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True, mode=0o700)
    with _steady() as connection:
        rows = {table.name: _write_table(connection, table, making) for table in _tables()}
        version = MigrationContext.configure(connection).get_current_revision()
    for name, kept in ((PICTURES, pictures.folder()), (DOCUMENTS, documents.folder())):
        if kept.exists():
            shutil.copytree(kept, making / name)
    proof = base64.b64encode(vault.ring.seal(PROOF, PROOF)).decode()
    manifest = {"made_at": now.isoformat(), "version": version, "rows": rows, "proof": proof}
    (making / MANIFEST).write_text(json.dumps(manifest, indent=1))
    making.rename(folder)
    return sum(rows.values())


def restore(folder: Path) -> int:
    """Fill an empty database of the same version from a backup; returns the number of rows.

    Raises BackupRefused, with nothing changed, when something does not fit: the folder, the version, the keys,
    or a database that holds a school already.
    """
    manifest = _checked_manifest(folder)
    with db.engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() != manifest["version"]:
            raise BackupRefused(
                f"the backup is of version {manifest['version']}; run 'db upgrade' to that version first"
            )
        if connection.scalar(select(func.count()).select_from(Base.metadata.tables["school"])):
            raise BackupRefused("this database holds a school already")
        for table in _tables():
            connection.execute(table.delete())
            _read_table(connection, table, folder)
            if connection.scalar(select(func.count()).select_from(table)) != manifest["rows"].get(table.name):
                raise BackupRefused(f"the backup is not whole: rows of {table.name} are missing")
    for name, kept in ((PICTURES, pictures.folder()), (DOCUMENTS, documents.folder())):
        if (folder / name).exists():
            shutil.copytree(folder / name, kept, dirs_exist_ok=True)
    return sum(manifest["rows"].values())


def _checked_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        proof = base64.b64decode(manifest["proof"])
        missing = [name for name in manifest["rows"] if not (folder / f"{name}.jsonl").exists()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"{folder} is not a backup") from error
    if missing:
        raise BackupRefused(f"the backup is not whole: {missing[0]} is missing")
    try:
        vault.ring.open(proof, PROOF)
    except CannotOpen as error:
        raise BackupRefused(
            "the keys of this deployment do not open it; put the keys of the backup in place"
        ) from error
    return manifest


def _steady() -> Connection:
    # All tables as they were at one moment: SQLite's snapshot does so by itself.
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _tables() -> list[Table]:
    return Base.metadata.sorted_tables


def _write_table(connection: Connection, table: Table, folder: Path) -> int:
    count = 0
    rows = connection.execution_options(yield_per=BATCH).execute(select(*_as_it_lies(table)))
    with (folder / f"{table.name}.jsonl").open("w") as file:
        for row in rows:
            file.write(json.dumps([_plain(value) for value in row], ensure_ascii=False) + "\n")
            count += 1
    return count


def _read_table(connection: Connection, table: Table, folder: Path) -> None:
    columns = list(table.columns)
    plain = Table(table.name, type(table.metadata)(), *(Column(c.name, _raw_type(c)) for c in columns))
    for rows in _batches_in_order(folder / f"{table.name}.jsonl", table):
        values = [{c.name: _value(c, each) for c, each in zip(columns, row, strict=True)} for row in rows]
        connection.execute(insert(plain), values)
    number = table.autoincrement_column
    if connection.dialect.name == "postgresql" and number is not None:
        # The next new row gets a number that no restored row has.
        newest = f'SELECT setval(pg_get_serial_sequence(:name, :column), max("{number.name}")) FROM "{table.name}"'
        connection.execute(text(newest), {"name": table.name, "column": number.name})


def _batches(path: Path) -> Iterator[list[list]]:
    with path.open() as file:
        while batch := [json.loads(line) for line in islice(file, BATCH)]:
            yield batch


def _batches_in_order(path: Path, table: Table) -> Iterator[list[list]]:
    """A row that points at another of its own table, such as the draft of a chain, comes after that one."""
    own = next((key.parent for key in table.foreign_keys if key.column.table is table), None)
    if own is None:
        yield from _batches(path)
        return
    names = list(table.columns.keys())
    number, follows = names.index("id"), names.index(own.name)
    rows = {row[number]: row for batch in _batches(path) for row in batch}
    order = TopologicalSorter({key: {row[follows]} & rows.keys() for key, row in rows.items()}).static_order()
    while batch := [rows[key] for key in islice(order, BATCH)]:
        yield batch


def _as_it_lies(table: Table) -> list:
    return [read_as(column, _raw_type(column)) for column in table.columns]


def _raw_type(column: Column):
    if isinstance(column.type, EncryptedText):
        return LargeBinary()
    if isinstance(column.type, JSON):
        return JSON(none_as_null=True)
    if isinstance(column.type, Moment):
        return Moment()
    return String() if isinstance(column.type, String) or column.type.python_type is str else column.type


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    return value.isoformat() if isinstance(value, date | time) else value


def _value(column: Column, value):
    if isinstance(column.type, JSON):
        return value
    if isinstance(value, dict):
        return base64.b64decode(value["bytes"])
    if value is None or not isinstance(value, str):
        return value
    kind = _raw_type(column)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return kind.python_type.fromisoformat(value) if kind.python_type in (date, time) else value
