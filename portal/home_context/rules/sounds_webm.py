"""Recordings of browsers (WebM, RFC 9559): everything that is not needed to play the sound is blanked in place."""

from collections.abc import Iterator

from portal.home_context.rules.sounds import NoSound

SEGMENT, INFO, TRACKS, TRACK, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
HOLDS = frozenset({SEGMENT, INFO, TRACKS, TRACK, CLUSTER})
CODEC, TRACK_TYPE, TIME, MUXER, WRITER = 0x86, 0x83, 0xE7, 0x4D80, 0x5741
# The head, scale and length; number, kind, codec and settings of the track; blocks of sound; where they begin.
NEEDED = HOLDS | frozenset({
    0x1A45DFA3, 0x2AD7B1, 0x4489, MUXER, WRITER, 0xD7, 0x73C5, TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C, CODEC, 0x63A2,
    0x56AA, 0x56BB, 0xE1, 0x23E383, TIME, 0xA3, 0xA0, 0xAB, 0xA7, 0x1C53BB6B, 0x114D9B74,
})  # fmt: skip
AUDIO = b"\x02"
PLAYED = (b"A_OPUS", b"A_VORBIS")
VOID = 0xEC


def webm(data: bytes) -> tuple[bytes, int | None]:
    """The same file, of the same length, with only sound in it; and about how long it lasts."""
    cleaned = bytearray(data)
    kinds, codecs, lasts = [], [], 0
    for name, start, begin, end in _elements(data):
        if name not in NEEDED:
            _void(cleaned, start, end)
        elif name in (MUXER, WRITER):
            cleaned[begin:end] = bytes(end - begin)
        elif name == TRACK_TYPE:
            kinds.append(data[begin:end])
        elif name == CODEC:
            codecs.append(data[begin:end].rstrip(b"\0"))
        elif name == TIME:
            lasts = max(lasts, int.from_bytes(data[begin:end], "big"))
    if kinds != [AUDIO] or len(codecs) != 1 or codecs[0] not in PLAYED:
        raise NoSound
    return bytes(cleaned), lasts // 1000


def _elements(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Every element: its name, where it starts, where its content begins and ends; those inside others after them."""
    at = 0
    while at < len(data):
        start = at
        name, at = _number(data, at, keeps_mark=True)
        size, begin = _number(data, at, keeps_mark=False)
        is_open = size == (1 << 7 * (begin - at)) - 1
        end = len(data) if is_open else begin + size
        # A recording may be cut off in the middle of its last block, nowhere else.
        if is_open and name not in HOLDS or end > len(data) and name not in HOLDS | {0xA3}:
            raise NoSound
        yield name, start, begin, min(end, len(data))
        at = begin if name in HOLDS else end


def _number(data: bytes, at: int, *, keeps_mark: bool) -> tuple[int, int]:
    """A number whose first bit that is set says how many bytes it has; and where the next thing begins."""
    width = 9 - data[at].bit_length()
    if width > 8 or at + width > len(data):
        raise NoSound
    value = int.from_bytes(data[at : at + width], "big")
    return (value if keeps_mark else value & (1 << 7 * width) - 1), at + width


def _void(cleaned: bytearray, start: int, end: int) -> None:
    """An element of nothing in its place, of the same length."""
    total = end - start
    width = min(8, total - 1)
    size = total - 1 - width
    cleaned[start:end] = bytes([VOID]) + ((1 << 7 * width) | size).to_bytes(width, "big") + bytes(size)
