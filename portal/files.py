"""Files that the portal makes for somebody to fetch (letters, exports): sealed on the disk, gone after a day."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from portal import vault
from portal.db import Refusal

LIVES = timedelta(hours=24)
PLACE = "file"


class FileIsGone(Refusal):
    """The file was never there, or it is older than a day."""


def keep(data: bytes) -> str:
    """Seal a file and keep it; returns the key to ask for it with."""
    key = secrets.token_hex(16)
    path = _folder() / key
    path.touch(mode=0o600)
    path.write_bytes(vault.ring.seal_bytes(data, PLACE))
    return key


def read(key: str) -> bytes:
    """The bytes of a kept file. Raises FileIsGone."""
    if len(key) != 32 or not all(letter in "0123456789abcdef" for letter in key):
        raise FileIsGone
    try:
        return vault.ring.open_bytes((_folder() / key).read_bytes(), PLACE)
    except FileNotFoundError:
        raise FileIsGone from None


def forget(key: str) -> None:
    """Delete a file before its time."""
    (_folder() / key).unlink(missing_ok=True)


def forget_old(now: datetime) -> int:
    """Delete what is older than LIVES; returns how many files."""
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < (now - LIVES).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder = current_app.config["SETTINGS"].instance / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
