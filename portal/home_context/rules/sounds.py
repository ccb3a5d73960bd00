"""A recording without traces: told by what it is, and taken over without names, days, places or pictures in it.

Four containers are read and written again, or blanked in place; everything else is refused. Nothing of the sound is
changed, so no program to convert it is needed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from struct import error as StructError
from struct import pack, unpack_from

MOST_SECONDS, MOST_BYTES = 120, 4 * 1024 * 1024
# A phone counts a little otherwise than the file does.
GRACE = 5


class Sound(StrEnum):
    """What a recording is kept as."""

    MP4 = "mp4"
    WEBM = "webm"
    WAV = "wav"
    MP3 = "mp3"


TYPES = {Sound.MP4: "audio/mp4", Sound.WEBM: "audio/webm", Sound.WAV: "audio/wav", Sound.MP3: "audio/mpeg"}


class NoSound(ValueError):
    """The file is no sound that every browser plays, is broken, or holds more than sound."""


class SoundTooLong(ValueError):
    """The recording is longer or larger than the portal keeps."""


@dataclass(frozen=True)
class Clean:
    """A recording as it is kept; `seconds` where the file tells."""

    kind: Sound
    data: bytes
    seconds: int | None


Reader = Callable[[bytes], tuple[bytes, int | None]]


def clean(data: bytes, readers: dict[Sound, Reader]) -> Clean:
    """The recording without anything but sound. Raises NoSound or SoundTooLong."""
    if len(data) > MOST_BYTES:
        raise SoundTooLong
    kind = kind_of(data)
    if kind is None:
        raise NoSound
    try:
        cleaned, seconds = readers[kind](data)
    except (IndexError, StructError, OverflowError) as error:
        raise NoSound from error
    if seconds is not None and seconds > MOST_SECONDS + GRACE:
        raise SoundTooLong
    return Clean(kind, cleaned, seconds)


def kind_of(data: bytes) -> Sound | None:
    """What a file is by its first bytes, whatever it is called."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return Sound.WAV
    if data[4:8] == b"ftyp":
        return Sound.MP4
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return Sound.WEBM
    if data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0):
        return Sound.MP3
    return None


def wav(data: bytes) -> tuple[bytes, int | None]:
    """The format and the sound, and none of the other chunks."""
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], unpack_from("<I", data, at + 4)[0]
        kept.setdefault(name, data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    form, sound = kept.get(b"fmt ", b"")[:16], kept.get(b"data", b"")
    if len(form) < 16 or not sound or unpack_from("<H", form)[0] != 1 or not unpack_from("<I", form, 8)[0]:
        raise NoSound
    body = b"fmt " + pack("<I", 16) + form + b"data" + pack("<I", len(sound)) + sound + b"\0" * (len(sound) % 2)
    return b"RIFF" + pack("<I", len(body) + 4) + b"WAVE" + body, len(sound) // unpack_from("<I", form, 8)[0]
