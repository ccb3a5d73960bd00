"""A recording keeps its sound and loses everything else: names, places, days; what is more than sound is refused."""

from contextlib import suppress
from struct import pack

import pytest

from portal.home_context.rules import NoSound, Sound, SoundTooLong, without_traces
from tests.stories import a_sound

MARK = b"QZXJ Amina 52.37,4.89"


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I", len(body) + 8) + name + body


def an_mp4(*, handler: bytes = b"soun", codec: bytes = b"mp4a", seconds: int = 9, more: bytes = b"") -> bytes:
    """What a phone records: with a place in its user data, days in its heads and a name in its handler."""
    head = box(b"mvhd", bytes(4), b"\x11\x11\x11\x11\x22\x22\x22\x22", pack(">II", 1000, seconds * 1000), bytes(80))
    hdlr = box(b"hdlr", bytes(8), handler, bytes(12), MARK + b"\0")
    stsd = box(b"stsd", bytes(4), pack(">I", 1), box(codec, bytes(28)))
    media = box(b"mdia", box(b"mdhd", bytes(4), b"\x11" * 8, bytes(12)), hdlr, box(b"minf", box(b"stbl", stsd)))
    moov = box(b"moov", head, box(b"trak", media, more), box(b"udta", box(b"\xa9xyz", MARK)), box(b"meta", MARK))
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", b"sound" * 20) + box(b"uuid", MARK)


def element(name: bytes, body: bytes, *, is_open: bool = False) -> bytes:
    return name + (b"\x01" + b"\xff" * 7 if is_open else (0x10000000 | len(body)).to_bytes(4, "big")) + body


def a_webm(*, kind: bytes = b"\x02", codec: bytes = b"A_OPUS", ends_at: int = 4000) -> bytes:
    """What a browser records: lengths left open, with a title, a day and tags in it."""
    info = element(
        b"\x15\x49\xa9\x66", element(b"\x7b\xa9", MARK) + element(b"\x44\x61", MARK) + element(b"\x4d\x80", MARK)
    )
    track = element(b"\xae", element(b"\x83", kind) + element(b"\x86", codec) + element(b"\x53\x6e", MARK))
    time = element(b"\xe7", ends_at.to_bytes(4, "big"))
    cluster = element(b"\x1f\x43\xb6\x75", time + element(b"\xa3", b"sound"), is_open=True)
    segment = info + element(b"\x16\x54\xae\x6b", track) + element(b"\x12\x54\xc3\x67", MARK) + cluster
    return element(b"\x1a\x45\xdf\xa3", b"") + element(b"\x18\x53\x80\x67", segment, is_open=True)


def an_mp3(frames: int = 40) -> bytes:
    frame = b"\xff\xfb\x90\x00" + b"s" * 413
    return b"ID3\x04\0\0\0\0\0\x15" + MARK + frame * frames + b"TAG" + MARK


@pytest.mark.parametrize("data, kind, seconds", [
    (an_mp4(), Sound.MP4, 9), (a_webm(), Sound.WEBM, 4), (an_mp3(), Sound.MP3, 1), (a_sound(3), Sound.WAV, 3),
])  # fmt: skip
def test_the_sound_stays_and_the_traces_go(data, kind, seconds):
    clean = without_traces(data)
    assert (clean.kind, clean.seconds) == (kind, seconds)
    assert MARK not in clean.data and b"Amina" not in clean.data and b"QZXJ" not in clean.data
    assert without_traces(clean.data).data == clean.data, "cleaning twice changes nothing"


def test_places_in_a_file_stay_where_they_were_so_that_it_still_plays():
    for data in (an_mp4(), a_webm()):
        assert len(without_traces(data).data) == len(data)
        assert without_traces(data).data.index(b"sound") == data.index(b"sound")
    assert b"\x11\x11\x11\x11" not in without_traces(an_mp4()).data, "nor when it was made"


@pytest.mark.parametrize("data", [
    an_mp4(handler=b"vide"), an_mp4(codec=b"samr"),
    an_mp4(more=box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(13)))),
    a_webm(kind=b"\x01"), a_webm(codec=b"V_VP8"), an_mp3(2), b"", b"<html>", b"OggS" + b"\0" * 60,
    b"#!AMR\n" + b"x" * 50,
    an_mp4()[:90], an_mp4()[:-9], a_webm()[:20], b"\0\0\0\x08ftyp", b"\x1a\x45\xdf\xa3", b"\x1a\x45\xdf\xa3\0\0",
    b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff", b"ID3", b"\xff\xfb",
])  # fmt: skip
def test_pictures_other_kinds_and_broken_files_are_refused(data):
    with pytest.raises(NoSound):
        without_traces(data)


@pytest.mark.parametrize("data", [an_mp4(seconds=300), a_webm(ends_at=300_000), a_sound(200), an_mp3(6000)])
def test_what_is_too_long_is_refused(data):
    with pytest.raises(SoundTooLong):
        without_traces(data)


def test_no_bytes_at_all_break_it():
    """Every place of every kind changed to something else: kept or refused, never anything worse."""
    for data in (an_mp4(), a_webm(), an_mp3(6), a_sound(0.01)):
        for at in range(0, min(len(data), 400)):
            for value in (0, 1, 0x7F, 0xFF):
                changed = data[:at] + bytes([value]) + data[at + 1 :]
                with suppress(NoSound, SoundTooLong):
                    without_traces(changed)
