"""Column types that are stored encrypted, and the ring of keys that opens them."""

import hmac
import json
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, inspect, select
from sqlalchemy.orm import Session, undefer
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.types import TypeDecorator

NONCE_BYTES = 12


class CannotOpen(Exception):
    """No key of the ring opens this value, or it was changed or moved to another column."""


@dataclass
class KeyRing:
    """Keys by number (1 to 255); the highest number seals, every number opens."""

    keys: dict[int, AESGCM] = field(default_factory=dict)
    mark_key: bytes = b""

    def load(self, text: str) -> None:
        """Read `1:<64 hex digits>,2:<64 hex digits>`; raises ValueError for anything else."""
        pairs = [part.strip().split(":") for part in text.split(",") if part.strip()]
        self.keys = {int(number): AESGCM(bytes.fromhex(key)) for number, key in pairs}
        if not self.keys or not all(0 < number < 256 for number in self.keys):
            raise ValueError("PORTAL_KEYS holds no key numbered 1 to 255")
        self.mark_key = bytes.fromhex(pairs[0][1])

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place (`table.column`): key number, nonce, AES-256-GCM."""
        return self.seal_bytes(text.encode(), place)

    def seal_bytes(self, data: bytes, place: str) -> bytes:
        """The same for the bytes of a file."""
        number = max(self.keys)
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


def reseal(session: Session, models) -> int:
    """Seal every encrypted value of these models again with the newest key; returns how many rows."""
    rows = 0
    for model in models:
        columns = [p.key for p in inspect(model).column_attrs if isinstance(p.columns[0].type, EncryptedText)]
        if not columns:
            continue
        for row in session.scalars(select(model).options(undefer("*"))).unique():
            for column in columns:
                # Setting the same value again would write nothing.
                flag_modified(row, column)
            rows += 1
        session.flush()
    return rows
