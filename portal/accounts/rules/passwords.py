"""What a password may be: long, not among the common ones, and nothing that others know of the person."""

import re
from enum import StrEnum
from functools import lru_cache
from math import inf
from pathlib import Path

# ASVS 5.0, 6.2.1 to 6.2.12: length and what is easily guessed; no demands on the kinds of characters.
MINIMUM_PASSWORD = 12
MAXIMUM_PASSWORD = 128
COMMON = Path(__file__).with_name("common_passwords.txt")
# So many common words beside each other are still easily guessed.
FEW_WORDS = 2
FEW_CHARACTERS = 5
# "w@chtw00rd" is "wachtwoord".
LOOK_ALIKES = str.maketrans("@4310$57!|", "aaeiosstil")


class Fault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    PERSONAL = "personal"


def fault_of(password: str, about: list[str]) -> Fault | None:
    """What is wrong with a password, None when nothing is; `about` is what others know: names, address, school."""
    if len(password) < MINIMUM_PASSWORD:
        return Fault.SHORT
    if len(password) > MAXIMUM_PASSWORD:
        return Fault.LONG
    low = password.lower()
    # Digits and signs at the ends are additions; between letters they may stand for one.
    readings = {low, re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low).translate(LOOK_ALIKES)} - {""}
    if _is_plain(low) or any(_common_words_in(text, frozenset()) <= FEW_WORDS for text in readings):
        return Fault.COMMON
    known = _words(about)
    return Fault.PERSONAL if any(_common_words_in(text, known) <= FEW_WORDS for text in readings) else None


@lru_cache
def common() -> frozenset[str]:
    """The common passwords and the words that they are made of, in small letters."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _words(texts: list[str]) -> frozenset[str]:
    parts = {part for text in texts for part in re.split(r"[\W_]+", text.lower())}
    return frozenset(part for part in parts if len(part) > 1)


def _is_plain(text: str) -> bool:
    """Few different characters, or one short piece again and again."""
    return len(set(text)) < FEW_CHARACTERS or re.fullmatch(r"(.{1,6}?)\1+.{0,3}", text, re.DOTALL) is not None


def _common_words_in(text: str, known: frozenset[str]) -> float:
    """The fewest common words that, with known words, digits and signs between them, make up all of a text.

    Infinite when other letters are left over. A text without letters must be made of common ones alone.
    """
    longest = max(map(len, common() | known))
    has_letters = any(character.isalpha() for character in text)
    fewest = [0.0] + [inf] * len(text)
    for end in range(1, len(text) + 1):
        if has_letters and not text[end - 1].isalpha():
            fewest[end] = fewest[end - 1]
        for start in range(max(0, end - longest), end):
            piece = text[start:end]
            if piece in known or piece in common():
                fewest[end] = min(fewest[end], fewest[start] + (piece not in known))
    return fewest[-1]
