"""Cuts a text into what is sent on its own: sentences; and what stands between them, which never changes."""

import re
from dataclasses import dataclass

from portal.translating.rules.pieces import Piece, Protected

LINE_START = re.compile(r"[ \t]*(?:(?:[-+•]|\d{1,3}[.)]|#{1,6}|>)[ \t]+)*")
ENDS = re.compile(r"(?<=[.!?…؟])[\"'”’»)\]]*(\s+)(?=\S)")
SHORT = re.compile(
    r"(?:^|\s)(?:[^\W\d_]|[^\W\d_]\.[\w.]*|bijv|nr|dhr|mevr|mw|mr|mrs|ms|dr|ca|evt|incl|excl|etc|resp|tel)\.$", re.I
)


@dataclass(frozen=True)
class Cut:
    """One part of a text: a sentence that is translated, or what stands between two."""

    protected: Protected
    is_sentence: bool


def cut(protected: Protected) -> list[Cut]:
    """The parts of a text in order; all of them together are the text."""
    found: list[Cut] = []
    sentence: list[str | Piece] = []

    def end() -> None:
        if sentence:
            found.append(_as_cut(sentence))
            sentence.clear()

    is_at_start = True
    for part in protected.parts:
        if isinstance(part, Piece):
            sentence.append(part)
            is_at_start = False
            continue
        for text, is_between in _split(part, is_at_start=is_at_start):
            if is_between:
                end()
                found.append(Cut(Protected((text,)), False))
            else:
                sentence.append(text)
        is_at_start = part.endswith("\n")
    end()
    return found


def _as_cut(sentence: list[str | Piece]) -> Cut:
    has_words = any(isinstance(part, str) and re.search(r"[^\W\d_]", part) for part in sentence)
    return Cut(Protected(tuple(sentence)), has_words)


def _split(text: str, *, is_at_start: bool) -> list[tuple[str, bool]]:
    """The pieces of a text without protected ones in it, each with whether it only stands between sentences."""
    found: list[tuple[str, bool]] = []
    for number, line in enumerate(re.split(r"(\n+)", text)):
        if line.startswith("\n"):
            found.append((line, True))
            continue
        start = LINE_START.match(line) if number or is_at_start else None
        begin = start.end() if start else 0
        found.append((line[:begin], True))
        found += _sentences(line[begin:])
    return [(text, is_between) for text, is_between in found if text]


def _sentences(line: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    at = 0
    for end in ENDS.finditer(line):
        if SHORT.search(line[at : end.start()]) or line[end.end()].islower():
            continue
        found += [(line[at : end.start(1)], False), (end.group(1), True)]
        at = end.end()
    return [*found, (line[at:], False)]
