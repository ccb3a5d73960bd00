"""Pictures: decoded, turned upright, stripped of everything but the picture, and kept in three sizes."""

import secrets
import shutil
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.db import Refusal

SIZES = (400, 800, 1600)
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


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


def keep(data: bytes, folder: Path) -> Kept:
    """Re-encode a picture as WebP in SIZES (widths in pixels, never enlarged) under a fresh key.

    Raises NotAPicture, TooManyPixels or CannotKeep; then nothing is stored.
    """
    picture = _decoded(data)
    key = secrets.token_hex(16)
    target = folder / key
    try:
        target.mkdir(parents=True)
        for size in SIZES:
            _scaled(picture, size).save(target / f"{size}.webp", "WEBP", quality=80, method=3)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise CannotKeep from error
    largest = _scaled(picture, SIZES[-1])
    return Kept(key, largest.width, largest.height)


def forget(key: str, folder: Path) -> None:
    """Remove a picture that nothing refers to any more."""
    shutil.rmtree(folder / key, ignore_errors=True)


def path_of(key: str, size: int, folder: Path) -> Path | None:
    """The file of a picture in one of SIZES, or None."""
    path = folder / key / f"{size}.webp"
    return path if size in SIZES and path.is_file() else None


def _decoded(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Our own limit below is stricter than the library's warning.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixels
            # A JPEG can be decoded straight at about the size that is needed.
            opened.draft("RGB", (SIZES[-1] * 2, SIZES[-1] * 2))
            opened.load()
        upright = ImageOps.exif_transpose(opened)
        # A new picture carries no EXIF, no place, no comment.
        clean = Image.new("RGB", upright.size, "white")
        clean.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        IndexError,
    ) as error:
        raise NotAPicture from error
    return clean


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)
