"""Gentle hints about a text that many will read in their second language, or through a translation."""

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.news.rules.phrasing import ABBREVIATIONS, IDIOMS, MONTHS, WEEKDAYS

# Plain-language guidance for level B1 keeps sentences to about fifteen words; beyond twenty readers lose the thread.
LONGEST_SENTENCE = 20
LONGEST_TEXT = 250
MOST_EMOJI = 3
SHOWN = 40
NEAR = 14

SENTENCE_END = re.compile(r"(?<=[.!?…؟।])[\s\"')\]]+|\n+")
WORD = re.compile(r"\w[\w'’-]*", re.UNICODE)
ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
NUMBERED_DATE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b")


class Slip(StrEnum):
    """What may make a text hard to read or to translate."""

    LONG_SENTENCE = "long sentence"
    LONG_TEXT = "long text"
    ABBREVIATION = "abbreviation"
    IDIOM = "idiom"
    DATE_WITHOUT_DAY = "date without day"
    CAPITALS = "capitals"
    EMOJI = "emoji"
    SHOUTING = "shouting"


@dataclass(frozen=True)
class Hint:
    """A slip, and the words it is about; none when it is the whole text."""

    slip: Slip
    words: str = ""


def hints_in(title: str, text: str, language: str) -> list[Hint]:
    """What could be easier in this text, in the order in which it is read; each thing once."""
    plain = ADDRESS.sub(" ", f"{title}\n{text}")
    short, sayings = ABBREVIATIONS.get(language, ()), IDIOMS.get(language, ())
    found = [
        *_long_sentences(plain), *_long_text(plain), *_listed(Slip.ABBREVIATION, short, plain),
        *_listed(Slip.IDIOM, sayings, plain), *_dates(plain, language), *_capitals(plain),
        *_emoji(plain), *_shouting(plain),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _long_sentences(plain: str) -> list[Hint]:
    sentences = [sentence.strip(" -*>\t") for sentence in SENTENCE_END.split(plain)]
    return [Hint(Slip.LONG_SENTENCE, _start(each)) for each in sentences if len(WORD.findall(each)) > LONGEST_SENTENCE]


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= SHOWN else sentence[:SHOWN].rsplit(" ", 1)[0] + " …"


def _long_text(plain: str) -> list[Hint]:
    return [Hint(Slip.LONG_TEXT)] if len(WORD.findall(plain)) > LONGEST_TEXT else []


def _listed(slip: Slip, listed: tuple[str, ...], plain: str) -> list[Hint]:
    lower = plain.lower()
    return [Hint(slip, each) for each in listed if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", lower)]


def _dates(plain: str, language: str) -> list[Hint]:
    months, days = "|".join(MONTHS.get(language, ())), WEEKDAYS.get(language, ())
    found = list(NUMBERED_DATE.finditer(plain))
    if months:
        named = rf"\b\d{{1,2}}(?:st|nd|rd|th|e)?\s+(?:{months})\b|\b(?:{months})\s+\d{{1,2}}\b"
        found += re.finditer(named, plain, re.IGNORECASE)
    return [
        Hint(Slip.DATE_WITHOUT_DAY, each.group())
        for each in sorted(found, key=lambda each: each.start())
        if not any(day in plain[max(0, each.start() - NEAR) : each.start()].lower() for day in days)
    ]


def _capitals(plain: str) -> list[Hint]:
    words = [word for word in WORD.findall(plain) if len(word) > 3 and word.isalpha() and word.isupper()]
    return [Hint(Slip.CAPITALS, word) for word in words]


def _emoji(plain: str) -> list[Hint]:
    return [Hint(Slip.EMOJI)] if len(EMOJI.findall(plain)) > MOST_EMOJI else []


def _shouting(plain: str) -> list[Hint]:
    return [Hint(Slip.SHOUTING)] if re.search(r"[!?؟]{2,}", plain) else []
