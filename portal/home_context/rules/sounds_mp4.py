"""Recordings of phones (MP4, ISO/IEC 14496-12): everything that is not needed to play the sound is blanked in place."""

from collections.abc import Iterator
from struct import unpack_from

from portal.home_context.rules.sounds import NoSound

# What holds other boxes, and what is needed to play; all else (names, places, days, pictures) goes.
HOLDS = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl", b"mvex", b"moof", b"traf", b"mfra"})
NEEDED = HOLDS | frozenset({
    b"ftyp", b"styp", b"mdat", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"smhd", b"dref", b"stsd", b"stts",
    b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sgpd", b"sbgp", b"ctts", b"mehd", b"trex", b"mfhd",
    b"tfhd", b"tfdt", b"trun", b"sidx", b"tfra", b"mfro",
})  # fmt: skip
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
PLAYED = frozenset({b"mp4a", b"Opus"})
DEEPEST = 8


def mp4(data: bytes) -> tuple[bytes, int | None]:
    """The same file, of the same length, with only sound in it; and how long it lasts, where it says so."""
    cleaned = bytearray(data)
    found: dict[bytes, bytes] = {}
    for name, begin, end in _boxes(data, 0, len(data)):
        _clean(cleaned, name, begin, end)
        # A second track or a second sound is no recording of a phone.
        if name in (b"hdlr", b"stsd") and name in found:
            raise NoSound
        found.setdefault(name, data[begin:end])
    if found.get(b"hdlr", b"")[8:12] != b"soun" or found.get(b"stsd", b"")[12:16] not in PLAYED or b"mdat" not in found:
        raise NoSound
    return bytes(cleaned), _seconds(found.get(b"mvhd", b""))


def _boxes(data: bytes, begin: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Every box with where its content begins and ends, those inside others after them."""
    at = begin
    while at < end:
        if end - at < 8 or depth > DEEPEST:
            raise NoSound
        size, name, head = unpack_from(">I", data, at)[0], data[at + 4 : at + 8], 8
        if size == 1:
            size, head = unpack_from(">Q", data, at + 8)[0], 16
        stop = end if size == 0 else at + size
        if stop > end or stop < at + head:
            raise NoSound
        yield name, at + head, stop
        if name in HOLDS:
            yield from _boxes(data, at + head, stop, depth + 1)
        at = stop


def _clean(cleaned: bytearray, name: bytes, begin: int, end: int) -> None:
    if name not in NEEDED:
        # The name of a box stands just before its content, unless the box gave its size in 64 bits.
        at = begin - 4 if cleaned[begin - 4 : begin] == name else begin - 12
        cleaned[at : at + 4] = b"free"
        cleaned[begin:end] = bytes(end - begin)
    elif name in DATED:
        days = slice(begin + 4, begin + (20 if cleaned[begin] == 1 else 12))
        cleaned[days] = bytes(days.stop - days.start)
    elif name == b"hdlr":
        cleaned[begin + 24 : end] = bytes(max(end - begin - 24, 0))


def _seconds(head: bytes) -> int | None:
    form, at = (">IQ", 20) if head[:1] == b"\x01" else (">II", 12)
    scale, lasts = unpack_from(form, head, at)
    return lasts // scale if scale and lasts else None
