"""Pictures: decoded, turned upright, stripped of everything but the picture, and kept in three sizes."""

import secrets
import shutil
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import current_app
from PIL import Image, ImageFile, ImageOps
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.db import Refusal, db

SIZES = (400, 800, 1600)
# A strip of a thousand screens is no picture to look at, and WebP ends at 16383 pixels.
TALLEST = 3
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# What Pillow's readers raise for files that are broken, cut off or made to mislead.
BROKEN = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, ArithmeticError, struct.error, zlib.error)
NEW, OLD = "new pictures", "old pictures"


class NotAPicture(Refusal):
    """The file is not a picture that we know, or it is broken."""


class TooManyPixels(Refusal):
    """The picture is larger than MOST_PIXELS."""


class CannotKeep(Refusal):
    """The disk does not take the picture now."""


@dataclass(frozen=True)
class Kept:
    """A stored picture: its key, and width and height in pixels of the largest size."""

    key: str
    width: int
    height: int


def folder() -> Path:
    """Where this deployment keeps its pictures."""
    return current_app.config["SETTINGS"].instance / "pictures"


def keep(data: bytes, into: Path) -> Kept:
    """Re-encode a picture as WebP in SIZES (widths in pixels, never enlarged) under a fresh key.

    Raises NotAPicture, TooManyPixels or CannotKeep; then nothing is stored. When the transaction is
    rolled back, its files go too.
    """
    largest = _decoded(data)
    key = secrets.token_hex(16)
    target = into / key
    try:
        target.mkdir(parents=True)
        for size in SIZES:
            _scaled(largest, size).save(target / f"{size}.webp", "WEBP", quality=80, method=3)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise CannotKeep from error
    db.session.info.setdefault(NEW, []).append(target)
    return Kept(key, largest.width, largest.height)


def again(key: str, into: Path) -> str:
    """The same files once more under a key of their own. Raises CannotKeep."""
    fresh = secrets.token_hex(16)
    try:
        shutil.copytree(into / key, into / fresh)
    except OSError as error:
        shutil.rmtree(into / fresh, ignore_errors=True)
        raise CannotKeep from error
    db.session.info.setdefault(NEW, []).append(into / fresh)
    return fresh


def forget(key: str, into: Path) -> None:
    """Remove a picture that nothing refers to any more, as soon as the transaction is kept."""
    db.session.info.setdefault(OLD, []).append(into / key)


def path_of(key: str, size: int, into: Path) -> Path | None:
    """The file of a picture in one of SIZES, or None."""
    path = into / key / f"{size}.webp"
    return path if size in SIZES and path.is_file() else None


def widths(width: int, height: int) -> list[tuple[int, int]]:
    """For a picture of this largest size, each of SIZES that differs and the width its file has."""
    real = {min(width, size, max(1, round(TALLEST * size * width / height))): size for size in reversed(SIZES)}
    return sorted((size, wide) for wide, size in real.items())


def _decoded(data: bytes) -> Image.Image:
    # Laying out letters (WeasyPrint) lets files that were cut off pass, for the whole process, once it is imported.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        opened = Image.open(BytesIO(data), formats=FORMATS)
        if opened.width * opened.height > MOST_PIXELS:
            raise TooManyPixels
        # A JPEG can be decoded straight at about the size that is needed.
        opened.draft("RGB", (SIZES[-1] * 2, SIZES[-1] * 2))
        upright = ImageOps.exif_transpose(opened)
        plain = upright if upright.mode in ("RGB", "L") else upright.convert("RGBA")
        small = _scaled(plain, SIZES[-1])
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except BROKEN as error:
        raise NotAPicture from error
    # A new picture carries no EXIF, no place, no comment.
    clean = Image.new("RGB", small.size, "white")
    clean.paste(small, mask=small if small.mode == "RGBA" else None)
    return clean


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    scale = min(1, width / picture.width, TALLEST * width / picture.height)
    if scale == 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


@event.listens_for(Session, "after_commit")
def _settled(session: Session) -> None:
    _remove(session, gone=OLD, stays=NEW)


@event.listens_for(Session, "after_rollback")
def _undone(session: Session) -> None:
    _remove(session, gone=NEW, stays=OLD)


def _remove(session: Session, *, gone: str, stays: str) -> None:
    # A savepoint decides nothing: the whole transaction does.
    if session.in_nested_transaction():
        return
    for folder in session.info.pop(gone, ()):
        shutil.rmtree(folder, ignore_errors=True)
    session.info.pop(stays, None)
