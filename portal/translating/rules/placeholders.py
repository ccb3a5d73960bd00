"""Puts a placeholder for each protected piece, and believes an answer only when every one of them came back."""

import html
import re
from collections import Counter
from collections.abc import Callable

from portal.translating.rules.pieces import Kind, Piece, Protected

# Both protocols leave alone what HTML says is not to be translated.
MADE = '<span translate="no">{}</span>'
FOUND = re.compile(r"<span\s+translate\s*=\s*[\"']?no[\"']?\s*>\s*([A-Z]+)\s*</span\s*>", re.I)
MOST_GROWTH, LEAST_ROOM = 6, 80
# Small numbers may become words ("1e" is "first"); a larger one that is gone, or new, is a mistake.
OFTEN_WORDS = 12


class Distorted(Exception):
    """The answer is not believed: a placeholder or a number is missing, doubled or new, or it is no plain sentence."""


def protect(protected: Protected) -> str:
    """A sentence as the engine sees it: HTML, with a placeholder for each piece."""
    letters = iter(range(len(protected.parts)))
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else MADE.format(_name(next(letters)))
        for part in protected.parts
    )


def words_in(sent: str) -> str:
    """What an engine is given to read: without the placeholders."""
    return html.unescape(FOUND.sub(" ", sent))


def put_back(answer: str, protected: Protected, say: Callable[[Piece], str]) -> str:
    """The answer with each piece in its place again. Raises Distorted."""
    pieces = {_name(number): piece for number, piece in enumerate(protected.pieces)}
    order = [name.upper() for name in FOUND.findall(answer)]
    if Counter(order) != Counter(pieces.keys()) or not _keeps_markup_in_order(order, pieces):
        raise Distorted("placeholders")
    words = FOUND.split(answer)[::2]
    plain = [html.unescape(part) for part in words]
    before = [part for part in protected.parts if isinstance(part, str)]
    _check("".join(words), plain, before)
    found = [plain[0]]
    for name, after in zip(order, plain[1:], strict=True):
        found += [say(pieces[name]), after]
    return "".join(found)


def _keeps_markup_in_order(order: list[str], pieces: dict[str, Piece]) -> bool:
    # Names may change places, as languages do; a star that opens must still come before the one that closes.
    markup = [name for name in order if pieces[name].kind is Kind.MARKUP]
    return markup == [name for name, piece in pieces.items() if piece.kind is Kind.MARKUP]


def _check(raw: str, plain: list[str], before: list[str]) -> None:
    if re.search(r"<[^<>]*>", raw) or "\n" in "".join(plain):
        raise Distorted("markup")
    said, meant = "".join(plain), "".join(before)
    if not re.search(r"[^\W\d_]", said) or len(said) > LEAST_ROOM + MOST_GROWTH * len(meant):
        raise Distorted("length")
    numbers, given = (Counter(int(figure) for figure in re.findall(r"\d+", text)) for text in (said, meant))
    if any(number > OFTEN_WORDS for number in (given - numbers)) or numbers - given:
        raise Distorted("numbers")


def _name(number: int) -> str:
    """Letters, not figures: an engine writes figures in its own way."""
    name = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        name = chr(ord("A") + left) + name
    return f"X{name}"
