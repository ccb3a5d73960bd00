"""Pure decisions about what a family shares: themes, readers, days, symbols, hints, and sounds without traces."""

from portal.home_context.rules.hints import About, Hint, hints_in
from portal.home_context.rules.signs import SIGNS, known
from portal.home_context.rules.sounds import (
    MOST_BYTES,
    MOST_SECONDS,
    TYPES,
    Clean,
    NoSound,
    Sound,
    SoundTooLong,
    clean,
    wav,
)
from portal.home_context.rules.sounds_mp3 import mp3
from portal.home_context.rules.sounds_mp4 import mp4
from portal.home_context.rules.sounds_webm import webm
from portal.home_context.rules.themes import (
    ASKED_BEFORE,
    DRAFT_KEPT,
    LONGEST,
    NEEDED_TODAY,
    RENEWAL_LASTS,
    UNDO_LASTS,
    Audience,
    Theme,
    counts_from,
    is_asked_about,
    read_beyond_class,
)

READERS = {Sound.MP4: mp4, Sound.WEBM: webm, Sound.WAV: wav, Sound.MP3: mp3}


def without_traces(data: bytes) -> Clean:
    """A recording as it may be kept. Raises NoSound or SoundTooLong."""
    return clean(data, READERS)


__all__ = [
    "ASKED_BEFORE",
    "DRAFT_KEPT",
    "LONGEST",
    "MOST_BYTES",
    "MOST_SECONDS",
    "NEEDED_TODAY",
    "RENEWAL_LASTS",
    "SIGNS",
    "TYPES",
    "UNDO_LASTS",
    "About",
    "Audience",
    "Clean",
    "Hint",
    "NoSound",
    "Sound",
    "SoundTooLong",
    "Theme",
    "counts_from",
    "hints_in",
    "known",
    "is_asked_about",
    "read_beyond_class",
    "without_traces",
]
