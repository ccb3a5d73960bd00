"""A message made of phrases, as somebody reads it in their language; and in which languages it is complete."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from portal import i18n
from portal.db import Refusal
from portal.phrases.queries import catalogue, filling
from portal.phrases.queries.filling import Html, Plain, Way
from portal.phrases.queries.sentences import READY, NoSuchPhrase, Sentence, found, title_of
from portal.phrases.rules import KINDS, PLACE, BadSlot, Kind, checked, has_own_words

MOST_LINES = 12

# One phrase of a message as it is kept: {"key": …, "slots": {name: value}, "language": of own words in it}.
Line = dict[str, Any]


class TooManyPhrases(Refusal):
    """A message of so many phrases is read by nobody."""


@dataclass(frozen=True)
class Paragraph:
    """One phrase as it is read, and the language that it is in."""

    text: str
    html: Markup
    language: str


@dataclass(frozen=True)
class Said:
    """A message in one language: its title, and a paragraph for each phrase."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    language: str

    @property
    def text(self) -> str:
        """Plain text, a phrase in each paragraph."""
        return "\n\n".join(each.text for each in self.paragraphs)

    @property
    def html(self) -> Markup:
        """Safe HTML; a paragraph in another language says so."""
        return Markup("\n").join(self._paragraph(each) for each in self.paragraphs)

    def _paragraph(self, each: Paragraph) -> Markup:
        spoken = i18n.language(each.language)
        if each.language == self.language:
            return Markup("<p>{}</p>").format(each.html)
        return Markup('<p lang="{}" dir="{}">{}</p>').format(spoken.code, spoken.dir, each.html)


def checked_lines(lines: Iterable[Any], *, to_class: bool = False) -> list[Line]:
    """The lines as they are kept. Raises NoSuchPhrase, BadSlot or TooManyPhrases."""
    given = list(lines)
    if len(given) > MOST_LINES:
        raise TooManyPhrases
    if not all(isinstance(line, dict) and isinstance(line.get("slots"), dict) for line in given):
        raise NoSuchPhrase
    sentences = found(str(line.get("key")) for line in given)
    if to_class and any(each.is_for_one for each in sentences.values()):
        raise NoSuchPhrase
    return [_kept(sentences[line["key"]], line) for line in given]


def _kept(sentence: Sentence, line: Line) -> Line:
    if line.get("language") not in i18n.LANGUAGES:
        raise BadSlot("language")
    return {"key": sentence.key, "slots": checked(sentence.slots, line["slots"]), "language": line["language"]}


def said(lines: list[Line], code: str) -> Said:
    """What these phrases say in a language; one that is not there in it is said as it was written.

    Raises NoSuchPhrase.
    """
    if all(line["key"] in READY for line in lines):
        return _said_ready(json.dumps(lines, sort_keys=True), code)
    return _said(lines, code, found(line["key"] for line in lines))


@lru_cache(maxsize=2048)
def _said_ready(kept: str, code: str) -> Said:
    # Ready-made phrases never change while the portal runs: a class page is read far more often than written.
    return _said(json.loads(kept), code, READY)


def _said(lines: list[Line], code: str, sentences: Mapping[str, Sentence]) -> Said:
    title = title_of(sentences[lines[0]["key"]].group, code) if lines else ""
    return Said(title, tuple(paragraph(sentences[line["key"]], line, code) for line in lines), code)


def paragraph(sentence: Sentence, line: Line, code: str) -> Paragraph:
    """One phrase in a language, or else in the one it was written in, or else in any."""
    spoken = next(
        each for each in (code, line["language"], catalogue.SOURCE, *i18n.LANGUAGES) if sentence.is_in(each)
    )  # fmt: skip
    text, html = (_written(sentence, line["slots"], spoken, way) for way in (Plain, Html))
    return Paragraph(str(text), Markup(html), spoken)


def _written(sentence: Sentence, slots: dict[str, Any], code: str, way: Way) -> str:
    template, end, parts = sentence.text_in(code, slots.get("count", 2)), 0, []
    for place in PLACE.finditer(template):
        form, name = place[1] or "", place[2]
        words = filling.filled(name, form, slots[name], code, way)
        # A sentence that begins with a day begins with a capital all the same.
        is_first = place.start() == 0 and KINDS[name] in (Kind.DATE, Kind.WEEKDAY)
        parts += [way.words(template[end : place.start()]), words[:1].upper() + words[1:] if is_first else words]
        end = place.end()
    return (Markup("") if way is Html else "").join([*parts, way.words(template[end:])])


def complete_in(lines: list[Line]) -> list[str]:
    """The codes of the languages in which nothing of this is left in another one. Raises NoSuchPhrase."""
    sentences = found(line["key"] for line in lines)
    return [code for code in i18n.LANGUAGES if all(_is_whole(sentences[line["key"]], line, code) for line in lines)]


def _is_whole(sentence: Sentence, line: Line, code: str) -> bool:
    return sentence.is_in(code) and (code == line["language"] or not has_own_words(line["slots"]))
