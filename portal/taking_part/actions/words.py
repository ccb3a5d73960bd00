"""An occasion or an outcome in other languages: written by hand, asked of the engine, checked, and taken away."""

from datetime import datetime
from typing import Any

from portal import audit
from portal.db import Refusal, db, insert_once
from portal.news.models import Made
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.models import Occasion, OtherWords, marked
from portal.translating import queries as translating


class NoEngine(Refusal):
    """This school has no engine to ask."""


class SameLanguage(Refusal):
    """It is written in this language itself."""


def write_words(thing: Any, code: str, words: dict[str, str], person: Person, *, now: datetime) -> OtherWords:
    """The own words in a language, or the engine's once read and corrected. Raises SameLanguage."""
    if code == thing.language:
        raise SameLanguage
    row = _row_of(thing, code, now)
    was_by_engine = row.words is not None and row.made is Made.BY_ENGINE
    put_words(row, thing, words, now=now)
    row.made = Made.BY_ENGINE if was_by_engine else Made.BY_HAND
    row.checked_at = now
    audit.did(person, "words written", thing, now=now)
    return row


def put_words(row: OtherWords, thing: Any, words: dict[str, str], *, now: datetime) -> None:
    """From now on these are the words in this language; the engine has nothing more to do for it."""
    row.words = {name: words.get(name, "") for name in thing.words}
    row.original_mark, row.at = marked(thing), now
    row.due_at, row.given_up_at, row.reason = None, None, ""


def _row_of(thing: Any, code: str, now: datetime) -> OtherWords:
    """The one row of this thing and this language, made when there is none."""
    db.session.flush()
    where = {"occasion_id": thing.id} if isinstance(thing, Occasion) else {"outcome_id": thing.id}
    values = where | {"language": code, "made": Made.BY_HAND, "at": now, "attempts": 0, "reason": ""}
    db.session.execute(insert_once(OtherWords), [values | {"original_mark": "", "words": None}])
    row = queries.words_in(thing, code)
    if row is None:
        raise LookupError(code)
    return row


def remove_words(thing: Any, code: str, person: Person, *, now: datetime) -> None:
    """From now on parents read the original again in this language."""
    row = queries.words_in(thing, code)
    if row is not None:
        audit.did(person, "words removed", thing, now=now)
        db.session.delete(row)


def ask_engine(thing: Any, *, now: datetime) -> list[str]:
    """Have the engine make what parents need and nobody wrote; returns for which languages. Raises NoEngine."""
    if not translating.is_on():
        raise NoEngine
    if not any(thing.words.values()):
        # A ready-made subject is in every language already.
        return []
    occasion = thing if isinstance(thing, Occasion) else thing.occasion
    read = [code for code in sorted(queries.languages_of_invited(occasion)) if code != thing.language]
    asked = [code for code in read if translating.does(code, now) and _needs_engine(thing, code)]
    for code in asked:
        row = _row_of(thing, code, now)
        row.made = Made.BY_ENGINE if row.words is None else row.made
        row.due_at, row.attempts, row.given_up_at, row.reason = now, 0, None, ""
    return asked


def ask_by_itself(thing: Any, *, now: datetime) -> None:
    """When it is opened or changed: what the engine can do, when there is one."""
    if translating.is_on():
        ask_engine(thing, now=now)


def _needs_engine(thing: Any, code: str) -> bool:
    row = queries.words_in(thing, code)
    if row is None or row.words is None:
        return True
    # What a person wrote or checked is never written over by a machine, not even when it is stale.
    return row.is_by_machine_alone and row.original_mark != marked(thing)
