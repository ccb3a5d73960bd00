"""Writing a post with ready-made phrases: a draft that is filled, put in order, and published."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, false, select
from sqlalchemy.dialects import postgresql, sqlite

from portal import audit, i18n
from portal.db import Refusal, apart, db, rows_changed
from portal.news.actions.writing import SAID, Written, write
from portal.news.models import Earlier, PhraseDraft, Post, PostKind, PostPhrases
from portal.phrases import queries as phrases
from portal.phrases.queries import Line, Said
from portal.school.models import Person, SchoolClass


class NothingChosen(Refusal):
    """There is no phrase in it yet."""


class SentAlready(Refusal):
    """A message was published a moment ago, from another tab or by a second tap."""


def begin(teacher: Person, school_class: SchoolClass, *, now: datetime) -> None:
    """Make place for a message to a class, once; kept beside the request, which only looks."""
    _keep_place({"class_id": school_class.id, "author_id": teacher.id, "lines": [], "changed_at": now})


def new_draft(teacher: Person, school_class: SchoolClass, *, now: datetime) -> PhraseDraft:
    """The same in this transaction, where nobody else can be first: for the demo school."""
    draft = PhraseDraft(class_id=school_class.id, author_id=teacher.id, lines=[], changed_at=now)
    draft.school_class = school_class
    db.session.add(draft)
    db.session.flush()
    return draft


def begin_change(post: Post, teacher: Person, lines: list[Line], *, now: datetime) -> None:
    """Make place for changing a post: its phrases as they are; kept beside the request, which only looks."""
    numbered = [line | {"id": number} for number, line in enumerate(lines, start=1)]
    row = {"class_id": post.class_id, "author_id": teacher.id, "post_id": post.id, "lines": numbered}
    # What was left lying before somebody else changed the post is about words that are no longer there.
    mine = (PhraseDraft.author_id == teacher.id) & (PhraseDraft.post_id == post.id)
    stale = mine & (PhraseDraft.changed_at < post.edited_at) if post.edited_at else false()
    _keep_place(row | {"changed_at": now}, stale)


def _keep_place(row: dict[str, Any], stale: ColumnElement[bool] | None = None) -> None:
    with apart() as session:
        if stale is not None:
            session.execute(delete(PhraseDraft).where(stale))
        # Two tabs at once may both be first.
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(dialect.insert(PhraseDraft).values(**row).on_conflict_do_nothing())


def put(draft: PhraseDraft, line: Line, *, number: int | None = None, now: datetime) -> None:
    """Add a phrase at the end, or put it in the place of the one with this number.

    Raises NoSuchPhrase, BadSlot, TooManyPhrases or SentAlready.
    """
    _hold(draft)
    if number is None:
        number = max((each["id"] for each in draft.lines), default=0) + 1
        lines = [*draft.lines, line | {"id": number}]
    else:
        lines = [line | {"id": number} if each["id"] == number else each for each in draft.lines]
    kept = phrases.checked_lines(lines, to_class=True)
    draft.lines = [each | {"id": old["id"]} for each, old in zip(kept, lines, strict=True)]
    draft.changed_at = now


def remove(draft: PhraseDraft, number: int, *, now: datetime) -> None:
    """Take a phrase out; one that is gone stays gone. Raises SentAlready."""
    _hold(draft)
    draft.lines, draft.changed_at = [each for each in draft.lines if each["id"] != number], now


def move(draft: PhraseDraft, number: int, by: int, *, now: datetime) -> None:
    """Put a phrase one place up (-1) or down (1); at the end it stays. Raises SentAlready."""
    _hold(draft)
    lines = list(draft.lines)
    place = next((place for place, each in enumerate(lines) if each["id"] == number), None)
    if place is None or not 0 <= place + by < len(lines):
        return
    lines[place], lines[place + by] = lines[place + by], lines[place]
    draft.lines, draft.changed_at = lines, now


def _hold(draft: PhraseDraft) -> None:
    # Two taps at once: the second adds to what the first left, and does not write over it.
    newest = select(PhraseDraft).where(PhraseDraft.id == draft.id).with_for_update()
    if db.session.scalar(newest.execution_options(populate_existing=True)) is None:
        raise SentAlready


def throw_away(draft: PhraseDraft) -> None:
    """Forget what was being written."""
    db.session.delete(draft)


def lines_of(draft: PhraseDraft) -> list[Line]:
    """The phrases as a post keeps them."""
    return [{name: value for name, value in each.items() if name != "id"} for each in draft.lines]


def publish(draft: PhraseDraft, teacher: Person, *, folder: Path, now: datetime) -> Post:
    """Put it on the class page, or change the post it is about. Raises NothingChosen or SentAlready."""
    lines, school_class, post = lines_of(draft), draft.school_class, draft.post
    if not lines:
        raise NothingChosen
    if not rows_changed(delete(PhraseDraft).where(PhraseDraft.id == draft.id)):
        raise SentAlready
    code = teacher.language if teacher.language in i18n.LANGUAGES else i18n.school_language()
    said = phrases.said(lines, code)
    if post is None:
        written = Written(said.title, said.text, language=code, kind=PostKind.PHRASES)
        post = write(teacher, [school_class], written, folder=folder, now=now)
        db.session.flush()
        db.session.add(PostPhrases(post_id=post.id, lines=lines))
    else:
        before = {name: getattr(post, name) for name in SAID}
        db.session.add(Earlier(post_id=post.id, by_id=teacher.id, at=now, **before))
        db.session.get_one(PostPhrases, post.id).lines = lines
        post.edited_at = now
        audit.did(teacher, "post changed", post, now=now)
    _say_in_own_language(post, said)
    return post


def _say_in_own_language(post: Post, said: Said) -> None:
    # For whoever reads the post elsewhere: in the words of its writer's language.
    post.title, post.text, post.html, post.language = said.title, said.text, str(said.html), said.language
