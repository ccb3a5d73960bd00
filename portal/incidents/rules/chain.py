"""The chain of the register: each entry's hash covers the one before it, and its words as they are sealed."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

# What stands before the first entry.
NOTHING_BEFORE = "0" * 64


def as_core(values: dict[str, Any]) -> str:
    """The same values always make the same text."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def says_the_same(entry: dict[str, Any] | None, row: dict[str, Any]) -> bool:
    """Whether an entry says what stands in the row. Of what nobody asked yet when it was written the row is empty."""
    if entry is None:
        return False
    return all(entry[name] == value if name in entry else not value for name, value in row.items())


def place_of(incident_id: int, number: int) -> str:
    """What ties sealed words to their own entry."""
    return f"register:{incident_id}:{number}"


def hash_of(
    *, number: int, incident_id: int, what: str, at: datetime, person_id: int | None, core: str, sealed: bytes | None,
    before: str,
) -> str:  # fmt: skip
    """SHA-256 over all that the entry says; of what is sealed over the sealed form, so that no key is needed."""
    words = hashlib.sha256(bytes(sealed)).hexdigest() if sealed is not None else None
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = json.dumps([number, incident_id, str(what), moment, person_id, core, words, before], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
