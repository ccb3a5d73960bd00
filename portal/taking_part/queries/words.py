"""The words of an occasion or an outcome in the reader's language, and what there is in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.news.models import Made
from portal.taking_part.models import Occasion, OtherWords, marked


@dataclass(frozen=True)
class Said:
    """What a reader gets: the words and their language; `is_version` when they are not the original."""

    words: Mapping[str, str]
    language: str
    is_version: bool = False
    is_by_machine: bool = False
    is_checked: bool = False
    is_stale: bool = False


@dataclass(frozen=True)
class InLanguage:
    """One language for who writes: what there is in it, and how many parents read it."""

    language: i18n.Language
    readers: int
    row: OtherWords | None
    is_stale: bool


def column_of(thing: Any) -> Any:
    """The column by which other words belong to a thing."""
    return OtherWords.occasion_id if isinstance(thing, Occasion) else OtherWords.outcome_id


def words_in(thing: Any, code: str) -> OtherWords | None:
    """What there is, or has to be made, in this language."""
    return db.session.scalar(select(OtherWords).where(column_of(thing) == thing.id, OtherWords.language == code))


def said_in(things: Sequence[Any], code: str) -> dict[int, Said]:
    """Each of these (all occasions, or all outcomes) in this language where it is there, by number; one question."""
    found = {each.id: Said(each.words, each.language) for each in things}
    others = [each.id for each in things if each.language != code]
    if not others:
        return found
    column, by_number = column_of(things[0]), {each.id: each for each in things}
    query = select(OtherWords).where(column.in_(others), OtherWords.language == code, OtherWords.words.is_not(None))
    for row in db.session.scalars(query.order_by(OtherWords.id)):
        thing, words = by_number[row.occasion_id or row.outcome_id], row.words or {}
        found[thing.id] = Said(
            {name: words.get(name) or original for name, original in thing.words.items()}, code, True,
            row.made is Made.BY_ENGINE, row.checked_at is not None, row.original_mark != marked(thing),
        )  # fmt: skip
    return found


def in_all_languages(thing: Any, readers: Mapping[str, int]) -> list[InLanguage]:
    """Every language but the thing's own, those that most parents read first."""
    rows = {each.language: each for each in db.session.scalars(select(OtherWords).where(column_of(thing) == thing.id))}
    mark = marked(thing)
    found = [
        InLanguage(each, readers.get(each.code, 0), rows.get(each.code), _is_stale(rows.get(each.code), mark))
        for each in i18n.languages()
        if each.code != thing.language
    ]
    return sorted(found, key=lambda each: -each.readers)


def lacking(things: Sequence[Any], readers: Mapping[str, int]) -> list[str]:
    """The languages that parents read and in which one of these (all of one kind) is not there, most readers first."""
    written = [each for each in things if any(each.words.values())]
    if not written:
        return []
    column = column_of(written[0])
    query = select(column, OtherWords.language).where(
        column.in_([each.id for each in written]), OtherWords.words.is_not(None)
    )
    there = {(number, code) for number, code in db.session.execute(query)} | {
        (each.id, each.language) for each in written
    }
    wanted = sorted((code for code in readers if code in i18n.LANGUAGES), key=lambda code: (-readers[code], code))
    return [code for code in wanted if any((each.id, code) not in there for each in written)]


def _is_stale(row: OtherWords | None, mark: str) -> bool:
    return row is not None and row.words is not None and row.original_mark != mark
