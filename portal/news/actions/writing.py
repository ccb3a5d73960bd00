"""Writing, changing and withdrawing posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal import audit, pictures
from portal.db import Refusal, db, let_go
from portal.news.actions.drafts import AlreadyPublished
from portal.news.actions.files import Folders, hand_over
from portal.news.actions.locks import hold
from portal.news.actions.telling import tell_families
from portal.news.actions.versions import ask_when_published
from portal.news.models import Draft, Earlier, Picture, Post, PostClass, PostKind
from portal.news.rules import MOST_PINNED, html_of
from portal.school.models import Person, SchoolClass

SAID = ("title", "html", "language", "happens_on", "from_time", "until_time", "place_words", "bring")


class TooManyPinned(Refusal):
    """On the page of one of the classes MOST_PINNED others are pinned."""


@dataclass(frozen=True)
class Written:
    """What a teacher filled in; `picture` are the bytes of the file, or None; no `language`: the teacher's own.

    `publish_at` is a moment ahead, or None for at once.
    """

    title: str
    text: str
    happens_on: date | None = None
    picture: bytes | None = None
    alternative: str = ""
    place_words: str = ""
    language: str = ""
    from_time: time | None = None
    until_time: time | None = None
    bring: str = ""
    kind: PostKind = PostKind.NEWS
    is_urgent: bool = False
    is_pinned: bool = False
    publish_at: datetime | None = None


def write(teacher: Person, classes: Sequence[SchoolClass], written: Written, *, folder: Path, now: datetime) -> Post:
    """Publish a post and tell the families. Raises NotAPicture, TooManyPixels or CannotKeep before anything is kept."""
    if written.picture is not None:
        # Decoding a photo takes longer than others should wait to write.
        let_go()
    kept = pictures.keep(written.picture, folder) if written.picture is not None else None
    post = _placed(teacher, classes, written, now)
    if kept:
        post.pictures = [Picture(key=kept.key, alternative=written.alternative, width=kept.width, height=kept.height)]
    db.session.add(post)
    return _sent(post, teacher, now)


def publish(
    draft: Draft, teacher: Person, classes: Sequence[SchoolClass], written: Written, *, into: Folders, now: datetime
) -> Post:
    """A draft becomes a post, now or at its moment. Raises TooManyPinned; AlreadyPublished when it was sent twice."""
    post = _placed(teacher, classes, written, now)
    post.key = draft.key
    hand_over(draft, post, into)
    try:
        with db.session.begin_nested():
            db.session.add(post)
            db.session.flush()
    except IntegrityError:
        first = select(Post).where(Post.author_id == teacher.id, Post.key == draft.key)
        raise AlreadyPublished(db.session.scalars(first).unique().one()) from None
    db.session.delete(draft)
    return _sent(post, teacher, now)


def _placed(teacher: Person, classes: Sequence[SchoolClass], written: Written, now: datetime) -> Post:
    if written.is_pinned:
        _leave_room([each.id for each in classes], None)
    at = written.publish_at if written.publish_at and written.publish_at > now else now
    post = Post(author_id=teacher.id, language=written.language or teacher.language, published_at=at)
    post.goes_out_at = at if at > now else None
    post.places = [
        PostClass(class_id=each.id, school_class=each, published_at=at, is_pinned=written.is_pinned) for each in classes
    ]
    _fill(post, written)
    return post


def _sent(post: Post, teacher: Person, now: datetime) -> Post:
    audit.did(teacher, "post written", post, now=now)
    if post.goes_out_at is None:
        tell_families(post, now=now)
    ask_when_published(post, now=now)
    return post


def _leave_room(class_ids: Sequence[int], post_id: int | None) -> None:
    pinned = (
        select(func.count())
        .select_from(PostClass)
        .join(Post, Post.id == PostClass.post_id)
        .where(PostClass.class_id.in_(class_ids), PostClass.is_pinned, Post.withdrawn_at.is_(None))
        .group_by(PostClass.class_id)
    )
    if post_id is not None:
        pinned = pinned.where(PostClass.post_id != post_id)
    if any(number >= MOST_PINNED for number in db.session.scalars(pinned)):
        raise TooManyPinned


def change(
    post: Post, teacher: Person, written: Written, *, draft: Draft | None = None, into: Folders | None = None,
    now: datetime,
) -> None:  # fmt: skip
    """Correct a post; what it said before is kept. With a draft, its files become the post's. Raises TooManyPinned."""
    hold(post)
    if written.is_pinned and not post.is_pinned:
        _leave_room(post.class_ids, post.id)
    before = Earlier(post_id=post.id, by_id=teacher.id, at=now, **{name: getattr(post, name) for name in SAID})
    if draft is not None and into is not None:
        hand_over(draft, post, into)
        db.session.delete(draft)
    _fill(post, written)
    post.language = written.language or post.language
    for place in post.places:
        place.is_pinned = written.is_pinned
    if post.goes_out_at is not None:
        _move(post, written.publish_at, now)
    else:
        post.edited_at = now
        if any(getattr(before, name) != getattr(post, name) for name in SAID):
            db.session.add(before)
    audit.did(teacher, "post changed", post, now=now)
    ask_when_published(post, now=now)


def _move(post: Post, to: datetime | None, now: datetime) -> None:
    """Another moment to be published; without one, at once."""
    at = to if to and to > now else now
    post.published_at, post.goes_out_at = at, at if at > now else None
    for place in post.places:
        place.published_at = at
    if post.goes_out_at is None:
        tell_families(post, now=now)


def _fill(post: Post, written: Written) -> None:
    post.title, post.text, post.html = written.title, written.text, html_of(written.text)
    post.happens_on, post.from_time, post.until_time = written.happens_on, written.from_time, written.until_time
    post.place_words, post.bring = written.place_words, written.bring
    post.kind, post.is_urgent = written.kind, written.is_urgent


def withdraw(post: Post, teacher: Person, *, now: datetime) -> None:
    """Take a post off the class page, or out of what waits to be published; its files are no longer shown either."""
    post.withdrawn_at, post.goes_out_at = now, None
    audit.did(teacher, "post withdrawn", post, now=now)


def bring_back(post: Post, teacher: Person, *, now: datetime) -> None:
    """Undo withdrawing; what families were never told of still goes out."""
    hold(post)
    was_never_out = post.withdrawn_at is not None and post.published_at > post.withdrawn_at
    post.withdrawn_at = None
    if was_never_out:
        _move(post, post.published_at, now)
    audit.did(teacher, "post brought back", post, now=now)
