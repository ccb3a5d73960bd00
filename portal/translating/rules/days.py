"""Reads days as people write them: in Dutch, in English, in the language of the text, in figures."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale

ALWAYS_READ = ("nl", "en")
FIGURES = (
    r"(?<![\w.,/-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})"
    r"|\d{1,2}\.\d{1,2}\.\d{4})(?![\w/-]|[.,]\d)"
)


@dataclass(frozen=True)
class Day:
    """A day as written: with the weekday (Monday is 0) and the year, or without; `on` is the day that is meant."""

    on: date
    weekday: int | None
    has_year: bool


@lru_cache
def _names(language: str, what: str) -> dict[str, int]:
    """The names of months (from 1) or weekdays (from 0) in Dutch, English and this language, in small letters."""
    found = {}
    for code in dict.fromkeys((*ALWAYS_READ, language)):
        kinds = getattr(Locale.parse(code), what)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {name.rstrip(".").lower(): number for number, name in kinds[context][width].items()}
    return found


@lru_cache
def days(language: str) -> str:
    """The pattern of a day in texts of this language."""
    months, weekdays = (_any_of(_names(language, what)) for what in ("months", "days"))
    weekday, th = rf"(?:(?:{weekdays})\.?,?،?\s)?", r"(?:st|nd|rd|th|e)?"
    before = rf"{weekday}(?:de\s|the\s)?\d{{1,2}}{th}\s(?:of\s)?(?:{months})\.?(?:,?\s(?:19|20)\d\d)?"
    after = rf"{weekday}(?:{months})\.?\s\d{{1,2}}{th}(?:,?\s(?:19|20)\d\d)?"
    # Only with a month in words is a weekday without a year surely part of the date.
    return rf"(?i:(?<!\w)(?:{before}|{after})(?!\w|[.,:]\d)|(?<!\w)(?:(?:{weekdays})\.?,?\s)?{FIGURES})"


def _any_of(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 1)


def day_of(written: str, language: str, today: date) -> Day | None:
    """The day that these words mean; without a year the one nearest to today. None for a day that does not exist."""
    words = re.findall(r"\d+|[^\W\d_]+(?:[’'][^\W\d_]+)*", written.lower())
    figures = [int(word) for word in words if word.isdigit()]
    weekdays, months = _names(language, "days"), _names(language, "months")
    month = next((months[word] for word in words if word in months), None)
    weekday = next((weekdays[word] for word in words if word in weekdays), None)
    day, month, year = _in_order(figures, month, is_year_first=len(str(figures[0])) > 2)
    found = _real_day(day, month, year, weekday, today)
    return Day(found, weekday, year is not None) if found else None


def _in_order(figures: list[int], month: int | None, *, is_year_first: bool) -> tuple[int, int, int | None]:
    if month is not None:
        return figures[0], month, figures[1] if len(figures) > 1 else None
    first, second, third = figures[:3]
    if is_year_first:
        return third, second, first
    return first, second, third + 2000 if third < 100 else third


def _real_day(day: int, month: int, year: int | None, weekday: int | None, today: date) -> date | None:
    try:
        if year is not None:
            return date(year, month, day)
        near = [date(each, month, day) for each in (today.year - 1, today.year, today.year + 1)]
    except ValueError:
        return None
    return min(near, key=lambda each: (weekday not in (None, each.weekday()), abs(each - today)))
