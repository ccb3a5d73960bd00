"""The worker's part: one text in one language at a time, through the engine."""

from datetime import datetime

from sqlalchemy import select

from portal.db import transaction
from portal.taking_part.actions.words import put_words
from portal.taking_part.models import ContributionWords, OtherWords
from portal.translating import actions as translating
from portal.translating.actions import Waiting


def translate_one(now: datetime) -> bool:
    """Job: the occasion or outcome that waits longest. Returns whether there was one."""
    waiting = (OtherWords.due_at <= now, OtherWords.given_up_at.is_(None))
    due = select(OtherWords).where(*waiting).order_by(OtherWords.due_at, OtherWords.id).limit(1)
    return translating.turn_one(due, now, claim=_words_of, keep=_keep_words)


def translate_contribution_one(now: datetime) -> bool:
    """Job: the contribution that somebody wants to read, and waits longest. Returns whether there was one."""
    model = ContributionWords
    waiting = (model.words.is_(None), model.given_up_at.is_(None), model.due_at <= now)
    due = select(model).where(*waiting).order_by(model.due_at, model.id).limit(1)
    return translating.turn_one(due, now, claim=_said, keep=_keep_said)


def _words_of(row: OtherWords) -> Waiting:
    thing = row.thing
    return Waiting(row.id, row.attempts, dict(thing.words), thing.language, row.language)


def _keep_words(waiting: Waiting, found: dict[str, str], now: datetime) -> None:
    with transaction() as session:
        row = session.get(OtherWords, waiting.number, populate_existing=True)
        if row is None or row.due_at is None:
            return
        if dict(row.thing.words) != waiting.words or row.thing.language != waiting.source:
            # It was changed meanwhile: what was made is of words that nobody reads any more.
            row.due_at, row.attempts = now, 0
            return
        put_words(row, row.thing, found, now=now)


def _said(row: ContributionWords) -> Waiting:
    said = row.contribution
    return Waiting(row.id, row.attempts, {"words": said.words}, said.language, row.language)


def _keep_said(waiting: Waiting, found: dict[str, str], _now: datetime) -> None:
    with transaction() as session:
        row = session.get(ContributionWords, waiting.number, populate_existing=True)
        if row is not None:
            row.words, row.reason = found["words"], ""
