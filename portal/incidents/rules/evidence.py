"""Which files count as evidence: told by their bytes, never by their name."""

import re

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 20
LONGEST_NAME = 100
TYPES = {
    "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav",
}  # fmt: skip
_BEGINS = (
    (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"%PDF-1.", "pdf"), (b"%PDF-2.", "pdf"),
    (b"OggS", "ogg"), (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"\xff\xf3", "mp3"), (b"\xff\xf2", "mp3"),
)  # fmt: skip
# ISO base media: what follows "ftyp" says whether it is a sound or a phone's picture; films are left out.
_BRANDS = {b"M4A ": "m4a", b"M4B ": "m4a", b"heic": "heic", b"heix": "heic", b"mif1": "heic"}
_RIFF = {b"WEBP": "webp", b"WAVE": "wav"}


def kind_of(data: bytes) -> str | None:
    """The kind of a file (a key of TYPES) by its first bytes; None when it is none that is kept."""
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12])
    return next((kind for begin, kind in _BEGINS if data.startswith(begin)), None)


def name_of(given: str, kind: str) -> str:
    """A name that is safe to save under, with the ending of what the file really is."""
    last = re.split(r"[/\\]", given)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', "", last)
    stem = re.sub(r"\.\w{1,5}$", "", plain.strip(" .")).strip(" .")
    return f"{stem[:LONGEST_NAME] or 'file'}.{kind}"
