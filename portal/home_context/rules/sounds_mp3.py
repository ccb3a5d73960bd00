"""Recordings as MP3 (ISO/IEC 11172-3): the frames of sound, and no names, words or pictures around them."""

from portal.home_context.rules.sounds import NoSound

_RATES = (44100, 48000, 32000)
_BITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITS_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def mp3(data: bytes) -> tuple[bytes, int | None]:
    """The frames of sound one after another, and nothing of what stands before, between or after them."""
    at, frames, seconds = _after_tag(data), [], 0.0
    while (found := _frame(data, at)) is not None:
        size, lasts = found
        frames.append(data[at : at + size])
        at, seconds = at + size, seconds + lasts
    if len(frames) < 4:
        raise NoSound
    return b"".join(frames), int(seconds)


def _after_tag(data: bytes) -> int:
    if data[:3] != b"ID3":
        return 0
    if len(data) < 10:
        raise NoSound
    return 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))


def _frame(data: bytes, at: int) -> tuple[int, float] | None:
    """How long the frame that begins here is, in bytes and in seconds; None when none begins here."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return None
    hertz = _RATES[rate] >> {3: 0, 2: 1, 0: 2}[version]
    samples, table = (1152, _BITS) if version == 3 else (576, _BITS_LOW)
    size = samples // 8 * table[bits] * 1000 // hertz + (head[2] >> 1 & 1)
    return (size, samples / hertz) if at + size <= len(data) else None
