"""Writing, sharing, renewing and taking back what a family says about home, and noting each look at it."""

from portal.home_context.actions.asking import ask_one, still_right
from portal.home_context.actions.looking import note_look, run_out
from portal.home_context.actions.voices import NotASound, VoiceTooLong, listened_to, sound_of
from portal.home_context.actions.voices import forget as forget_voice
from portal.home_context.actions.voices import keep as keep_voice
from portal.home_context.actions.writing import (
    Words,
    bring_back,
    discard,
    forget_history,
    keep_draft,
    remove,
    share,
    share_draft,
)

__all__ = [
    "NotASound",
    "VoiceTooLong",
    "Words",
    "ask_one",
    "bring_back",
    "discard",
    "forget_history",
    "forget_voice",
    "keep_draft",
    "keep_voice",
    "listened_to",
    "note_look",
    "remove",
    "run_out",
    "share",
    "share_draft",
    "sound_of",
    "still_right",
]
