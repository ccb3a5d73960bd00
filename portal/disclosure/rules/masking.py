"""Words of a text that are masked in a copy; the text itself never changes."""

import re
from collections.abc import Collection
from dataclasses import dataclass

# As long for a short name as for a long one: its length tells nothing.
BAR = "█████"
_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?؟…۔:][\"'»”’)\]]*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, each with its number in the whole text."""

    number: int
    words: list[tuple[int, str]]


def words_in(text: str) -> list[str]:
    """The words of a text, with the signs that stand at them."""
    return _WORD.findall(text)


def sentences(text: str) -> list[Sentence]:
    """The text in sentences and lines, so that a whole one can be masked at once."""
    found: list[list[tuple[int, str]]] = [[]]
    end = 0
    for number, match in enumerate(_WORD.finditer(text)):
        if found[-1] and ("\n" in text[end : match.start()] or _END.search(found[-1][-1][1])):
            found.append([])
        found[-1].append((number, match.group()))
        end = match.end()
    return [Sentence(number, words) for number, words in enumerate(found) if words]


def masked(text: str, hidden: Collection[int]) -> str:
    """The text with a bar in the place of these words; words beside each other share one."""
    return "".join(BAR if is_hidden else piece for piece, is_hidden in pieces(text, hidden))


def pieces(text: str, hidden: Collection[int]) -> list[tuple[str, bool]]:
    """The whole text in pieces, each with whether it is masked; words beside each other are one piece."""
    found, start, end = [], 0, 0
    for number, match in enumerate(_WORD.finditer(text)):
        if number not in hidden:
            continue
        if not found or number - 1 not in hidden:
            found.append((text[end : match.start()], False))
            start = match.start()
        else:
            found.pop()
        end = match.end()
        found.append((text[start:end], True))
    return [*found, (text[end:], False)]
