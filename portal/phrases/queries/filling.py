"""How what was filled in is said in a language: days, times, amounts and words, each in the reader's habit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup, escape

from portal.languages import habit_of
from portal.phrases.queries import catalogue
from portal.phrases.rules import DATE_FORMS, KINDS, Kind
from portal.phrases.rules.slots import WORDS_OF

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORD_CONTEXTS = {"place": "place", "things": "thing", "subject": "subject", "illness": "illness"}
CURRENCY = "EUR"
# First strong isolate and its end (Unicode bidirectional algorithm, UAX 9): a name does not turn the sentence around.
ISOLATE, END = "\u2068", "\u2069"


class Plain:
    """Writes plain text: what has a direction of its own stands between isolates."""

    words = staticmethod(str)

    @staticmethod
    def apart(words: str) -> str:
        return f"{ISOLATE}{words}{END}"


class Html:
    """Writes HTML: what has a direction of its own stands in a <bdi>."""

    words = staticmethod(escape)

    @staticmethod
    def apart(words: str) -> Markup:
        return Markup("<bdi>{}</bdi>").format(words)


Way = type[Plain] | type[Html]


def filled(name: str, form: str, value: Any, code: str, way: Way) -> str:
    """What stands in the place of a slot. Raises NotWritten when a language lacks a word."""
    return _SAID[KINDS[name]](name, form, value, code, way)


@lru_cache(maxsize=4096)
def said_day(iso: str, form: str, code: str) -> str:
    """ "on Tuesday 8 September"; without a form "Tuesday 8 September"."""
    day, (habit, pattern) = date.fromisoformat(iso), habit_of(code)
    if not form:
        return format_date(day, pattern, locale=habit)
    english = DATE_FORMS[form].format(weekday=WEEKDAYS[day.weekday()])
    return catalogue.text("date", english, code) % {"day": format_date(day, "d MMMM", locale=habit)}


def _date(_name: str, form: str, value: str, code: str, way: Way) -> str:
    return way.words(said_day(value, form, code))


def _weekday(_name: str, _form: str, value: int, code: str, way: Way) -> str:
    return way.words(format_date(date(2024, 1, 1 + value), "EEEE", locale=habit_of(code)[0]))


def _time(_name: str, _form: str, value: str, _code: str, way: Way) -> str:
    # As everywhere in the portal: the school's clock has 24 hours in every language.
    return way.words(value)


def _amount(_name: str, _form: str, value: str, code: str, way: Way) -> str:
    return way.apart(format_currency(Decimal(value), CURRENCY, locale=habit_of(code)[0]))


def _count(_name: str, _form: str, value: int, code: str, way: Way) -> str:
    return way.words(format_decimal(value, locale=habit_of(code)[0]))


def _name(_name: str, _form: str, value: str, _code: str, way: Way) -> str:
    return way.apart(value)


def _listed(name: str, _form: str, value: dict[str, str], code: str, way: Way) -> str:
    if "word" not in value:
        return way.apart(value.get("name") or value["own"])
    return way.words(word_in(name, value["word"], code))


def _things(name: str, _form: str, value: dict[str, Any], code: str, way: Way) -> str:
    items = [str(way.words(word_in(name, word, code))) for word in value["words"]]
    items += [str(way.apart(value["own"]))] if "own" in value else []
    together = format_list(items, locale=habit_of(code)[0])
    return Markup(together) if way is Html else together


def word_in(name: str, key: str, code: str) -> str:
    """A word of the list of this slot in a language. Raises NotWritten."""
    return catalogue.text(WORD_CONTEXTS[name], WORDS_OF[name][key], code)


_SAID: dict[Kind, Callable[[str, str, Any, str, Way], str]] = {
    Kind.DATE: _date, Kind.WEEKDAY: _weekday, Kind.TIME: _time, Kind.AMOUNT: _amount, Kind.COUNT: _count,
    Kind.NAME: _name, Kind.PLACE: _listed, Kind.THINGS: _things, Kind.WORD: _listed,
}  # fmt: skip
