"""Which messages a server took, noted at that very moment in a file: who is killed a moment later sends none twice.

The database learns it a moment after. A file that is only appended to outlives the process, and costs no turn to
write; when the whole machine stops, the key of the mail (its Message-ID) is what its receiver knows it again by.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from flask import current_app

from portal import clock

# Nothing is asked that is older than a lease: two files of this size hold far more.
LARGEST = 1_000_000


def note(key: str) -> None:
    """A server took the message with this key."""
    path = _file()
    with suppress(FileNotFoundError):
        if path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".old"))
    # One write of one line: lanes and workers that append at once do not mix theirs. To the microsecond, as a lease is
    # kept: a moment rounded down would be before the message was claimed.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{key} {clock.now().timestamp():.6f}\n".encode())
    finally:
        os.close(file)


def was_noted(key: str, *, since: datetime) -> bool:
    """Whether a server took the message after this moment."""
    for path in (_file(), _file().with_suffix(".old")):
        with suppress(FileNotFoundError):
            for line in path.read_text().splitlines():
                name, _, at = line.partition(" ")
                if name == key and float(at) >= since.timestamp():
                    return True
    return False


def _file() -> Path:
    return current_app.config["SETTINGS"].instance / "taken.log"
