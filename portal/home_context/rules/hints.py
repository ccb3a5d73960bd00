"""A kind look at what a family wrote: does a word look like a diagnosis or a faith? It is never held back for that."""

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.home_context.rules.hint_words import DIAGNOSES, FAITHS
from portal.school.rules import folded


class About(StrEnum):
    """What a word looks like."""

    DIAGNOSIS = "diagnosis"
    FAITH = "faith"


@dataclass(frozen=True)
class Hint:
    """A word as the family wrote it, and what it looks like."""

    about: About
    word: str


# "Christian" and "Dua" begin names too: with a capital letter in the middle of other words they are left alone.
ALSO_NAMES = frozenset({"christian", "dua", "christen", "asperger"})
WHOLE = frozenset({"kerk", "cami", "dua", "pray", "zyd", "bidden", "faith", "عسر", "فرط", "астма", "astm", "seker"})


def hints_in(text: str) -> list[Hint]:
    """Each word once, in the order in which they were written."""
    found: dict[tuple[About, str], Hint] = {}
    for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text):
        for about, beginnings in _BEGINNINGS.items():
            if _begins(word, beginnings):
                found.setdefault((about, folded(word)), Hint(about, word))
    return list(found.values())


def _begins(word: str, beginnings: frozenset[str]) -> bool:
    # In Arabic the article is written as one word with what it belongs to.
    plain = folded(word).removeprefix("ال")
    for begin in beginnings:
        is_it = plain == begin or (begin not in WHOLE and plain.startswith(begin))
        if is_it and not (begin in ALSO_NAMES and word[:1].isupper() and plain == begin):
            return True
    return False


def _all(words: dict[str, str]) -> frozenset[str]:
    return frozenset(folded(word).removeprefix("ال") for line in words.values() for word in line.split())


_BEGINNINGS = {About.DIAGNOSIS: _all(DIAGNOSES), About.FAITH: _all(FAITHS)}
