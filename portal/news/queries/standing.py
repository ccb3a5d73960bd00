"""The one question behind a class page: its letters, what stands above them, and what the reader gets of each."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Select, bindparam, exists, false, func, select, tuple_, union_all

from portal.news.models import Attachment, Opened, Picture, Post, PostClass, Question
from portal.news.queries.versions import IN_LANGUAGE, with_versions
from portal.school.models import Person

PAGE = 20
# Families who had read a letter see for so long that it was withdrawn; its team can bring it back meanwhile.
NOTICE = timedelta(days=7)

_CLASS, _NOW, _READER = bindparam("class_id"), bindparam("now"), bindparam("reader_id")


def shown(class_id: int | BindParameter, now: datetime | BindParameter) -> Select:
    """The posts that stand on the page of a class at this moment, newest first."""
    return (
        select(Post)
        .join(PostClass, PostClass.post_id == Post.id)
        .where(PostClass.class_id == class_id, PostClass.published_at <= now, Post.withdrawn_at.is_(None))
        .order_by(PostClass.published_at.desc(), PostClass.post_id.desc())
    )


_ASKED = (
    (Question.post_id == Post.id) & (Question.household_id == bindparam("household_id")) & (Question.class_id == _CLASS)
)
_HAS_MORE = exists().where(Picture.post_id == Post.id) | exists().where(Attachment.post_id == Post.id)
# Each of these few posts by its number: with + 0 no database goes through all posts of the class to find them.
_EACH = (
    with_versions(
        select(
            Post.id, Post.title, Post.html, Post.language, Post.kind, Post.is_urgent, Post.happens_on, Post.from_time,
            Post.until_time, Post.place_words, Post.bring, Post.published_at, Post.edited_at, Person.first_name,
            Person.infix, Person.last_name, PostClass.is_pinned, Opened.seen_at.is_not(None).label("is_seen"),
            Opened.thanked_at.is_not(None).label("is_thanked"), Question.id.label("question_id"),
            func.coalesce(Question.is_answer_new, false()).label("has_answer"),
            _HAS_MORE.label("has_more"),
            Opened.at.is_not(None).label("is_opened"), Post.withdrawn_at.is_not(None).label("is_withdrawn"),
            *IN_LANGUAGE,
        )
        .join(PostClass, PostClass.post_id == Post.id)
        .join(Person, Person.id == Post.author_id)
        .outerjoin(Opened, (Opened.post_id == Post.id) & (Opened.person_id == _READER))
        .outerjoin(Question, _ASKED)
    )
    .where(PostClass.class_id + 0 == _CLASS)
    .order_by(PostClass.published_at.desc(), PostClass.post_id.desc())
)  # fmt: skip

_NEWEST = shown(_CLASS, _NOW).with_only_columns(Post.id).limit(PAGE + 1)
_PINNED = select(PostClass.post_id).where(
    PostClass.class_id == _CLASS, PostClass.is_pinned, PostClass.published_at <= _NOW
)
_WITHDRAWN = select(Post.id).where(
    Post.withdrawn_at > bindparam("since"),
    exists().where(PostClass.post_id == Post.id, PostClass.class_id == _CLASS),
    exists().where(Opened.post_id == Post.id, Opened.person_id == _READER),
)
ABOVE = (_PINNED, _WITHDRAWN)
FIRST_PAGE = _EACH.where(Post.id.in_(union_all(select(_NEWEST.subquery().c.id), *ABOVE)))
OF_ONE = _EACH.where(Post.id.in_(shown(_CLASS, _NOW).with_only_columns(Post.id).where(Post.id == bindparam("post_id"))))


def page_before(published_at: datetime, post_id: int) -> Select:
    """The letters that stand below this one, and one more than fit on a page."""
    is_older = tuple_(PostClass.published_at, PostClass.post_id) < tuple_(published_at, post_id)
    return _EACH.where(Post.id.in_(select(_NEWEST.where(is_older).subquery().c.id)))
