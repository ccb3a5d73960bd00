"""Finds what is kept from the engine: links, addresses, phone numbers, days, times, amounts, names, school words."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from portal.translating.rules import days, figures
from portal.translating.rules.pieces import Kind, Piece, Protected, Terms

TOP_LEVEL = r"\.[a-z]{2,12}"
LINK = rf"https?://[^\s<>()\[\]]+|www\.[^\s<>()\[\]]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*{TOP_LEVEL}/[^\s<>()\[\]]*"
LABELLED_LINK = r"\[[^\[\]\n]*\]\([^()\s]*\)"
EMAIL = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
PHONE = r"(?<![\w+])(?:\+|00?)[1-9](?:[ ./()-]{0,3}\d){7,13}(?![\w])"
# What an engine or a reader of its answer would take for a placeholder, or for a sign of how the letter is laid out.
MARKUP = r"<[^<>\n]*>|&[#\w]+;|[*_~`]{1,3}"
END_OF_LINK = ".,;:!?'\""


def recogniser(keep: Iterable[str], terms: Terms, *, language: str, today: date) -> Callable[[str], Protected]:
    """How to find what is kept in texts of this language. `keep` are names, in any part and order."""
    by_term = {_folded(term): words for term, words in terms.items()}
    # The words second, in what the first left: a name is one too where it touches a link or a star.
    patterns = [re.compile("|".join(each)) for each in (_signs(language), _words(keep, terms)) if each]

    def apart(text: str, pattern: re.Pattern) -> list[str | Piece]:
        return _taken_apart(text, pattern, by_term, language, today)

    def recognise(text: str) -> Protected:
        parts: list[str | Piece] = [text]
        for pattern in patterns:
            parts = [found for part in parts for found in ([part] if isinstance(part, Piece) else apart(part, pattern))]
        return Protected(tuple(parts))

    return recognise


def _taken_apart(text: str, pattern: re.Pattern, terms: Terms, language: str, today: date) -> list[str | Piece]:
    parts: list[str | Piece] = []
    at = 0
    for found in pattern.finditer(text):
        piece = _piece(found, terms, language, today)
        parts += [text[at : found.start()], piece]
        at = found.start() + len(piece.written)
    return [part for part in (*parts, text[at:]) if part]


def _signs(language: str) -> list[str]:
    # The first that fits at a place is taken: what may hold a date inside it comes before dates.
    return [
        rf"(?P<label>{LABELLED_LINK})", rf"(?P<email>{EMAIL})", rf"(?P<link>(?i:{LINK}))",
        f"(?P<date>{days.days(language)})", f"(?P<amount>{figures.AMOUNT})", f"(?P<time>{figures.TIME})",
        f"(?P<phone>{PHONE})", f"(?P<markup>{MARKUP})",
    ]  # fmt: skip


def _words(keep: Iterable[str], terms: Terms) -> list[str]:
    found = []
    if words := _any_of(terms):
        found.append(rf"(?P<term>(?<!\w)(?i:{words})(?!\w))")
    if names := _any_of(form for name in keep for form in (name, name.upper())):
        # In Dutch and English a name may carry its "s": what is left of it must not be the name.
        found.append(rf"(?P<name>(?<!\w)(?:{names})(?:['’]?s|['’])?(?!\w))")
    return found


def _any_of(words: Iterable[str]) -> str:
    both_ways = {unicodedata.normalize(form, word.strip()) for word in words for form in ("NFC", "NFD")}
    found = sorted((word for word in both_ways if len(word) > 1), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in found)


def _piece(found: re.Match, terms: Terms, language: str, today: date) -> Piece:
    written, name = found.group(), found.lastgroup or ""
    kind = Kind.LINK if name == "label" else Kind(name)
    if name == "link":
        return Piece(kind, written.rstrip(END_OF_LINK) or written)
    if kind is Kind.DATE:
        return Piece(kind, written, day=days.day_of(written, language, today))
    if kind is Kind.TIME:
        return Piece(kind, written, at=figures.time_of(written))
    if kind is Kind.AMOUNT:
        return Piece(kind, written, amount=figures.amount_of(written))
    if kind is Kind.TERM:
        return Piece(kind, written, words=terms.get(_folded(written), {}))
    return Piece(kind, written)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word.strip()).casefold()
