"""Turns texts into another language: what was asked before is known, the rest is asked in short requests."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

from sqlalchemy import select, update

from portal import engines, i18n, languages, vault
from portal.db import db, insert_once, reading, transaction
from portal.engines import Engine, EngineRefuses, EngineTrouble, TextRefused
from portal.translating import queries
from portal.translating.actions.looking_after import (
    EngineFails,
    EngineOff,
    give_back,
    note_failure,
    note_success,
    refuse_while_resting,
    spend,
)
from portal.translating.models import Rendered
from portal.translating.rules import Cut, Distorted, Habit, cut, protect, put_back, recogniser, said

ASKED_AT_ONCE = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turned:
    """A text in the other language, and how many of its sentences stayed as they were: the answer was not believed."""

    words: str
    untouched: int


def translated(words: list[str], source: str, target: str, *, keep: Iterable[str], now: datetime) -> list[Turned]:
    """Each text in the other language. `keep` are names that the engine may not see.

    It talks to another server and opens short transactions of its own: only for a job, outside any transaction.
    Raises EngineOff, or EngineFails with whether and when it may be tried again; what was answered is kept.
    """
    engine = engines.configured()
    if engine is None:
        raise EngineOff
    today = i18n.local_date(now)
    with reading():
        refuse_while_resting(now)
        recognise = recogniser(keep, queries.terms_in(source), language=source, today=today)
    texts = [cut(recognise(text)) for text in words]
    asked = dict.fromkeys(protect(part.protected) for parts in texts for part in parts if part.is_sentence)
    answers = _answers(engine, list(asked), source, target, now)
    say = partial(said, habit=_habit(target), today=today)
    return [_turned(parts, answers, say) for parts in texts]


def _habit(language: str) -> Habit:
    return Habit(language, *languages.habit_of(language))


def _turned(parts: list[Cut], answers: dict[str, str], say) -> Turned:
    found, untouched = [], 0
    for part in parts:
        try:
            if part.is_sentence:
                found.append(put_back(answers[protect(part.protected)], part.protected, say))
                continue
        except Distorted as error:
            log.info("an answer of the engine was not believed: %s", error)
            untouched += 1
        found += [each if isinstance(each, str) else say(each) for each in part.protected.parts]
    return Turned("".join(found), untouched)


def _answers(engine: Engine, asked: list[str], source: str, target: str, now: datetime) -> dict[str, str]:
    """The answer to each sentence, from before or from now."""
    marks = {sentence: _mark(engine, sentence, source, target) for sentence in asked}
    answers = _known(marks, i18n.local_date(now))
    for batch in _batches(sentence for sentence in asked if sentence not in answers):
        answers |= _asked_now(engine, batch, source, target, now)
        _remember({marks[sentence]: answers[sentence] for sentence in batch}, i18n.local_date(now))
    return answers


def _mark(engine: Engine, sentence: str, source: str, target: str) -> str:
    return vault.ring.mark("|".join((engine.kind, engine.url, source, target, sentence)), "rendered.mark")


def _known(marks: dict[str, str], today: date) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = iter(marks.values())
    with transaction() as session:
        while some := list(islice(waiting, ASKED_AT_ONCE)):
            rows = session.execute(select(Rendered.mark, Rendered.words).where(Rendered.mark.in_(some)))
            found |= {mark: words for mark, words in rows}
            yesterday = (Rendered.mark.in_(some), Rendered.used_on < today - timedelta(days=1))
            session.execute(update(Rendered).where(*yesterday).values(used_on=today))
    return {sentence: found[mark] for sentence, mark in marks.items() if mark in found}


def _batches(sentences: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for sentence in sentences:
        if batch and (len(batch) == engines.MOST_TEXTS or size + len(sentence) > engines.MOST_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += len(sentence)
    if batch:
        yield batch


def _asked_now(engine: Engine, batch: list[str], source: str, target: str, now: datetime) -> dict[str, str]:
    size = sum(len(sentence) for sentence in batch)
    with transaction():
        refuse_while_resting(now)
        spend(size, now)
    try:
        found = engine.translate(batch, source, target)
    except TextRefused as trouble:
        with transaction():
            give_back(size, now)
        raise EngineFails(trouble.reason, retry_at=None) from trouble
    except EngineTrouble as trouble:
        with transaction():
            # After silence nobody knows what the engine counts: it stays counted.
            if trouble.reason.isdigit():
                give_back(size, now)
            retry_at = note_failure(trouble, now, is_refused=isinstance(trouble, EngineRefuses))
        raise EngineFails(trouble.reason, retry_at=retry_at) from trouble
    with transaction():
        note_success(now)
    return dict(zip(batch, found, strict=True))


def _remember(answers: dict[str, str], today: date) -> None:
    rows = [{"mark": mark, "words": words, "used_on": today} for mark, words in answers.items() if words.strip()]
    if rows:
        with transaction():
            db.session.execute(insert_once(Rendered), rows)
