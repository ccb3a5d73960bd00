"""Messages between a family and its teachers in the other one's language: asked for by a reader, made by the worker."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update

from portal.db import db, insert_once, rows_changed, transaction
from portal.news.actions.versions import NoEngine
from portal.news.models import Question, QuestionWords, WordsVersion
from portal.news.queries.names import names_around
from portal.translating import actions as translating
from portal.translating import queries as engine
from portal.translating.actions import Waiting


def ask_words_in(question: Question, messages: Iterable[QuestionWords], language: str, *, now: datetime) -> None:
    """Have the engine make what is written in another language than this one; what is there stays. Raises NoEngine."""
    if not engine.is_on():
        raise NoEngine
    numbers = [each.id for each in messages if each.language != language and each.question_id == question.id]
    for number in numbers:
        values = {"words_id": number, "language": language, "due_at": now, "attempts": 0, "reason": ""}
        db.session.execute(insert_once(WordsVersion), [values])
    again = {"due_at": now, "attempts": 0, "reason": "", "given_up_at": None}
    given_up = (WordsVersion.words_id.in_(numbers), WordsVersion.given_up_at.is_not(None))
    db.session.execute(update(WordsVersion).where(*given_up, WordsVersion.language == language).values(**again))


def translate_words_one(now: datetime) -> bool:
    """Job: the message that waits longest. Returns whether there was one."""
    waiting = (WordsVersion.text.is_(None), WordsVersion.given_up_at.is_(None), WordsVersion.due_at <= now)
    due = select(WordsVersion).where(*waiting).order_by(WordsVersion.due_at, WordsVersion.id).limit(1)
    return translating.turn_one(due, now, claim=_claimed, keep=_keep)


def _claimed(row: WordsVersion) -> Waiting:
    said = row.words
    names = frozenset(names_around(said.question.post))
    return Waiting(row.id, row.attempts, {"text": said.text}, said.language, row.language, names)


def _keep(waiting: Waiting, found: dict[str, str], _now: datetime) -> None:
    made = update(WordsVersion).where(WordsVersion.id == waiting.number)
    with transaction():
        rows_changed(made.values(text=found["text"], reason="", given_up_at=None))
