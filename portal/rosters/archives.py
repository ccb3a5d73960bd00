"""Opens zips without trusting them: nothing touches the disk, and never more comes out than fits in memory."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from portal.rosters.rules.refusals import RosterRefused

MOST_ENTRIES = 200
# All that is opened of one archive, together. A school of 2,000 pupils in OneRoster is about 5 MB.
MOST_BYTES = 20 * 1024 * 1024
# Tags in all of a workbook: 5,000 pupils with four parents each have 1.2 million. A million takes about 100 MB.
MOST_TAGS = 2_000_000
PIECE = 64 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def opened(data: bytes, wants: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted files of a zip by their name without folders, in small letters. Raises RosterRefused.

    Refused as a whole: a damaged or locked zip, names that lead out of it, too many files, too much inside.
    """
    found: dict[str, bytes] = {}
    for name, pieces in _files(data, wants):
        if name in found:
            raise RosterRefused("file-twice")
        found[name] = b"".join(pieces)
    return found


def check(data: bytes) -> None:
    """Refuse an archive that another library will open (.xlsx) when more would come out of it than fits in memory."""
    tags = sum(piece.count(b"<") for _name, pieces in _files(data, lambda _each: True) for piece in pieces)
    if tags > MOST_TAGS:
        raise RosterRefused("too-many-elements", most=MOST_TAGS)


def _files(data: bytes, wants: Callable[[str], bool]) -> Iterator[tuple[str, Iterator[bytes]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_ENTRIES:
                raise RosterRefused("too-many-files", most=MOST_ENTRIES)
            left = [MOST_BYTES]
            for entry in entries:
                name = _name(entry)
                if not _is_leftover(entry.filename) and wants(name):
                    yield name, _pieces(archive, entry, left)
    except BROKEN:
        raise RosterRefused("broken-zip") from None


def _name(entry: zipfile.ZipInfo) -> str:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or "\0" in entry.filename:
        raise RosterRefused("path-in-zip")
    return path.name.lower()


def _is_leftover(name: str) -> bool:
    """What a Mac leaves beside each file."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: list[int]) -> Iterator[bytes]:
    """The content of one file, bit by bit; `left` is what may still come out of the archive as a whole."""
    if entry.flag_bits & 1:
        raise RosterRefused("locked-zip")
    # Counted while it is opened: what the archive says of its own size may be a lie.
    try:
        with archive.open(entry) as file:
            while piece := file.read(PIECE):
                left[0] -= len(piece)
                if left[0] < 0:
                    raise RosterRefused("too-much-inside", most=MOST_BYTES // 1024 // 1024)
                yield piece
    except BROKEN:
        raise RosterRefused("broken-zip") from None
