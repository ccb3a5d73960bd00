"""Column types that are stored encrypted, and the ring of keys that opens them."""

import hmac
import json
import os
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Row,
    Select,
    Table,
    Update,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy import type_coerce as read_as
from sqlalchemy.types import TypeDecorator

from portal.db import Base, db, reading, transaction

NONCE_BYTES = 12
# Rows in one short transaction; of recordings, which are large, a few.
BATCH, BATCH_OF_BYTES = 100, 4


class CannotOpen(Exception):
    """No key of the ring opens this value, or it was changed or moved to another column."""


@dataclass
class KeyRing:
    """Keys by number (1 to 255); the highest number seals, every number opens."""

    keys: dict[int, AESGCM] = field(default_factory=dict)
    mark_key: bytes = b""

    def load(self, text: str, mark_key: str = "") -> None:
        """Read `1:<64 hex digits>,2:<64 hex digits>`; raises ValueError for anything else.

        Marks are made with a key of their own, which stays when the others change; without one with the first key.
        """
        pairs = [part.strip().split(":") for part in text.split(",") if part.strip()]
        self.keys = {int(number): AESGCM(bytes.fromhex(key)) for number, key in pairs}
        if not self.keys or not all(0 < number < 256 for number in self.keys):
            raise ValueError("PORTAL_KEYS holds no key numbered 1 to 255")
        self.mark_key = bytes.fromhex(mark_key or pairs[0][1])

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place (`table.column`): key number, nonce, AES-256-GCM."""
        return self.seal_bytes(text.encode(), place)

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return max(self.keys)

    def is_newest(self, sealed: bytes) -> bool:
        """Whether this was sealed with the key that seals now."""
        return sealed[:1] == bytes([self.newest])

    def seal_bytes(self, data: bytes, place: str) -> bytes:
        """The same for the bytes of a file."""
        number = self.newest
        nonce = os.urandom(NONCE_BYTES)
        return bytes([number]) + nonce + self.keys[number].encrypt(nonce, data, place.encode())

    def mark(self, text: str, place: str) -> str:
        """A mark by which the same text is known again, and that tells nobody without the key which text it was."""
        return hmac.new(self.mark_key, f"{place}:{text}".encode(), "sha256").hexdigest()

    def open(self, sealed: bytes, place: str) -> str:
        """The text again; raises CannotOpen."""
        try:
            return self.open_bytes(sealed, place).decode()
        except UnicodeDecodeError as error:
            raise CannotOpen(place) from error

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The bytes of a file again; raises CannotOpen."""
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self.keys[sealed[0]].decrypt(nonce, body, place.encode())
        except (KeyError, IndexError, InvalidTag, ValueError) as error:
            raise CannotOpen(place) from error


ring = KeyRing()


class EncryptedText(TypeDecorator[str]):
    """Text that only the portal can read; `place` ties the value to its own column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str):
        super().__init__()
        self.place = place

    def process_bind_param(self, value, dialect):
        return None if value is None else ring.seal(value, self.place)

    def process_result_value(self, value, dialect):
        return None if value is None else ring.open(bytes(value), self.place)


class EncryptedJson(EncryptedText):
    """A small JSON value (dict, list, text, number), encrypted as a whole."""

    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else ring.seal(json.dumps(value, ensure_ascii=False), self.place)

    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(ring.open(bytes(value), self.place))


class EncryptedBytes(EncryptedText):
    """What is no text (a recording), encrypted as a whole."""

    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else ring.seal_bytes(value, self.place)

    def process_result_value(self, value, dialect):
        return None if value is None else ring.open_bytes(bytes(value), self.place)


def sealed_columns() -> dict[Table, list[Column]]:
    """Every table that holds something sealed, with those columns."""
    found = {
        table: [column for column in table.columns if isinstance(column.type, EncryptedText)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


def rotate() -> Generator[tuple[str, int], None, None]:
    """Seal what lies under an older key again with the newest; yields (table, rows) after each short transaction.

    Others go on reading and writing meanwhile. It may be stopped anywhere and started again: what is done is done.
    """
    for table, columns in sealed_columns().items():
        last: tuple | None = None
        while True:
            with transaction() as session:
                rows = list(session.execute(_under_an_older_key(table, columns, last)))
                for row in rows:
                    session.execute(_sealed_anew(table, columns, row))
            if not rows:
                break
            last = tuple(rows[-1])[: len(table.primary_key)]
            yield table.name, len(rows)


def cannot_open() -> list[str]:
    """The tables whose newest sealed row no key of the ring opens: a key is missing, or was exchanged."""
    found = []
    for table, columns in sealed_columns().items():
        newest = select(*(read_as(column, LargeBinary()) for column in columns))
        row = db.session.execute(newest.order_by(*(key.desc() for key in table.primary_key)).limit(1)).first()
        try:
            for column, sealed in zip(columns, row or (), strict=False):
                if sealed is not None and isinstance(column.type, EncryptedText):
                    ring.open_bytes(bytes(sealed), column.type.place)
        except CannotOpen:
            found.append(table.name)
    return found


def left_under_older_keys() -> Counter[str]:
    """How many rows of each table still need an older key."""
    found: Counter[str] = Counter()
    with reading() as session:
        for table, columns in sealed_columns().items():
            query = select(func.count()).select_from(table).where(_is_old(columns))
            found[table.name] = session.scalar(query) or 0
    return found


def _under_an_older_key(table: Table, columns: list[Column], last: tuple | None) -> Select:
    names = list(table.primary_key)
    query = select(*names, *(read_as(column, LargeBinary()) for column in columns)).where(_is_old(columns))
    if last is not None:
        query = query.where(tuple_(*names) > tuple_(*last))
    # What somebody else is writing at this moment is passed over: waiting for each other would end in a tangle.
    is_large = any(isinstance(column.type, EncryptedBytes) for column in columns)
    return query.order_by(*names).limit(BATCH_OF_BYTES if is_large else BATCH).with_for_update(skip_locked=True)


def _is_old(columns: list[Column]) -> ColumnElement[bool]:
    # The first byte of what is sealed is the number of its key.
    newest = bytes([ring.newest])
    return or_(*(func.substr(read_as(column, LargeBinary()), 1, 1) != newest for column in columns))


def _sealed_anew(table: Table, columns: list[Column], row: Row) -> Update:
    names = list(table.primary_key)
    is_this = [name == value for name, value in zip(names, row, strict=False)]
    anew = {}
    for column, sealed in zip(columns, row[len(names) :], strict=True):
        if sealed is not None and isinstance(column.type, EncryptedText):
            place = column.type.place
            anew[column] = literal(ring.seal_bytes(ring.open_bytes(bytes(sealed), place), place), LargeBinary())
    return update(table).where(*is_this).values(anew)
