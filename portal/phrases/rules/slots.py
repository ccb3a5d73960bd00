"""What can be filled in where, how it is kept, and what is refused."""

from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal.phrases.rules.words import ILLNESSES, PLACES, SUBJECTS, THINGS

LONGEST_WORDS = 120
MOST_COUNT = 999
MOST_AMOUNT = Decimal("9999.99")
# How a day can stand in a sentence: with a place for the weekday, which the sentence may bend, and one for the day.
DATE_FORMS = {
    "on": "on {weekday} %(day)s",
    "by": "by {weekday} %(day)s",
    "from": "from {weekday} %(day)s",
    "until": "up to and including {weekday} %(day)s",
}


class Kind(StrEnum):
    """What kind of thing is filled in; kept as plain JSON."""

    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    AMOUNT = "amount"
    COUNT = "count"
    NAME = "name"
    PLACE = "place"
    THINGS = "things"
    WORD = "word"


# Every name that can stand in a phrase. A name and a class are the same in every language.
KINDS: dict[str, Kind] = {
    "date": Kind.DATE, "end": Kind.DATE, "weekday": Kind.WEEKDAY, "time": Kind.TIME, "end_time": Kind.TIME,
    "amount": Kind.AMOUNT, "count": Kind.COUNT, "child": Kind.NAME, "name": Kind.NAME, "class": Kind.NAME,
    "place": Kind.PLACE, "things": Kind.THINGS, "subject": Kind.WORD, "illness": Kind.WORD,
}  # fmt: skip
WORDS_OF = {"place": PLACES, "things": THINGS, "subject": SUBJECTS, "illness": ILLNESSES}


class BadSlot(ValueError):
    """What was filled in is not of its kind; the name of the slot is its only argument."""


def checked(slots: Iterable[str], values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are kept, one for each slot and nothing else. Raises BadSlot with the name of the slot."""
    return {name: _checked(name, values.get(name)) for name in slots}


def _checked(name: str, value: Any) -> Any:
    try:
        return _CHECKS[KINDS[name]](name, value)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise BadSlot(name) from error


def _date(_name: str, value: Any) -> str:
    return date.fromisoformat(value).isoformat()


def _time(_name: str, value: Any) -> str:
    return f"{time.fromisoformat(value):%H:%M}"


def _number(most: int) -> Callable[[str, Any], int]:
    def number(name: str, value: Any) -> int:
        if isinstance(value, bool) or not 0 <= int(value) <= most:
            raise BadSlot(name)
        return int(value)

    return number


def _amount(name: str, value: Any) -> str:
    amount = Decimal(value)
    if not 0 <= amount <= MOST_AMOUNT:
        raise BadSlot(name)
    return f"{amount:.2f}"


def _words(name: str, value: Any) -> str:
    words = " ".join(value.split())
    if not 0 < len(words) <= LONGEST_WORDS:
        raise BadSlot(name)
    return words


def _listed(name: str, value: Any) -> dict[str, Any]:
    """A word of the list, a name, or own words: {"word": key}, {"name": …} or {"own": …}; only a place has a name."""
    ((how, word),) = value.items()
    if how == "word" and word in WORDS_OF[name]:
        return {"word": word}
    if how == "own" or (how == "name" and name == "place"):
        return {how: _words(name, word)}
    raise BadSlot(name)


def _things(name: str, value: Any) -> dict[str, Any]:
    """Several things of the list, with own words beside them or alone: {"words": [key, …], "own": …}."""
    chosen = [key for key in THINGS if key in value.get("words", ())]
    own = {"own": _words(name, value["own"])} if value.get("own") else {}
    if not chosen and not own or len(chosen) != len(value.get("words", ())):
        raise BadSlot(name)
    return {"words": chosen} | own


_CHECKS: dict[Kind, Callable[[str, Any], Any]] = {
    Kind.DATE: _date, Kind.WEEKDAY: _number(6), Kind.TIME: _time, Kind.AMOUNT: _amount, Kind.COUNT: _number(MOST_COUNT),
    Kind.NAME: _words, Kind.PLACE: _listed, Kind.THINGS: _things, Kind.WORD: _listed,
}  # fmt: skip


def has_own_words(values: dict[str, Any]) -> bool:
    """Whether something in it was typed that exists in one language only."""
    return any(isinstance(value, dict) and "own" in value for value in values.values())
