"""Files that the portal makes for somebody to fetch (letters, exports): sealed on the disk, gone after a day."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal import i18n, vault
from portal.db import Refusal, db

LIVES = timedelta(hours=24)
PLACE = "file"
OLD = "old files"


@dataclass(frozen=True)
class Enclosed:
    """What is no text, among what a family gets a copy of: it lies as a file of its own beside the page."""

    ending: str
    data: bytes


class FileIsGone(Refusal):
    """The file was never there, or it is older than a day."""


def keep(data: bytes) -> str:
    """Seal a file and keep it; returns the key to ask for it with."""
    key = secrets.token_hex(16)
    path = _folder() / key
    path.touch(mode=0o600)
    path.write_bytes(vault.ring.seal_bytes(data, PLACE))
    return key


def is_there(key: str) -> bool:
    """Whether a kept file can still be fetched."""
    return _is_key(key) and (_folder() / key).is_file()


def read(key: str) -> bytes:
    """The bytes of a kept file. Raises FileIsGone."""
    if not _is_key(key):
        raise FileIsGone
    try:
        return vault.ring.open_bytes((_folder() / key).read_bytes(), PLACE)
    except FileNotFoundError:
        raise FileIsGone from None


def forget(key: str) -> None:
    """Delete a file before its time."""
    (_folder() / key).unlink(missing_ok=True)


def forget_when_kept(key: str) -> None:
    """Delete a file as soon as the transaction that lets go of it is kept; not at all when it is undone."""
    db.session.info.setdefault(OLD, []).append(_folder() / key)


@event.listens_for(Session, "after_commit")
def _delete(session: Session) -> None:
    if not session.in_nested_transaction():
        for path in session.info.pop(OLD, ()):
            path.unlink(missing_ok=True)


@event.listens_for(Session, "after_rollback")
def _stay(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(OLD, None)


def written(template: str, language: str, **context) -> str:
    """A page that leaves the portal in a file, in somebody's language; it knows nothing of a request."""
    with i18n.in_language(language):
        page = current_app.jinja_env.get_template(template)
        return page.render(language=i18n.current_language(), **context)


def reseal_all() -> int:
    """Seal the files that lie under an older key again with the newest; returns how many. Their age stays."""
    return sum(_reseal(path) for path in sorted(_folder().iterdir()) if not path.suffix)


def _reseal(path: Path) -> bool:
    try:
        sealed, times = path.read_bytes(), path.stat()
        if vault.ring.is_newest(sealed):
            return False
        plain = vault.ring.open_bytes(sealed, PLACE)
    except (FileNotFoundError, vault.CannotOpen):
        # Gone, or being written at this very moment.
        return False
    fresh = path.with_suffix(".fresh")
    fresh.touch(mode=0o600)
    fresh.write_bytes(vault.ring.seal_bytes(plain, PLACE))
    os.utime(fresh, (times.st_atime, times.st_mtime))
    fresh.replace(path)
    return True


def forget_old(now: datetime) -> int:
    """Delete what is older than LIVES; returns how many files."""
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < (now - LIVES).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_key(key: str) -> bool:
    return len(key) == 32 and all(letter in "0123456789abcdef" for letter in key)


def _folder() -> Path:
    folder = current_app.config["SETTINGS"].instance / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
