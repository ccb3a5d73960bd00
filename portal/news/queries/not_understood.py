"""Which guardians did not understand a post, for the teams of their classes."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select

from portal.db import db
from portal.news.models import NotUnderstood, Post, PostClass
from portal.news.queries.versions import readers_of
from portal.school.models import Person

DONE_SHOWN = 10


def asked_by(person: Person, post: Post) -> NotUnderstood | None:
    """What this guardian said about a post not being clear."""
    mine = (NotUnderstood.post_id == post.id, NotUnderstood.person_id == person.id)
    return db.session.scalar(select(NotUnderstood).where(*mine).execution_options(populate_existing=True))


def _of_classes(class_ids: Iterable[int]) -> Select:
    # A post may stand on the pages of several classes: each team explains it to its own families.
    here = select(PostClass.post_id).where(PostClass.class_id.in_(list(class_ids)))
    ours = (NotUnderstood.post_id.in_(here), NotUnderstood.person_id.in_(readers_of(class_ids)))
    return select(NotUnderstood).join(Post).where(*ours, Post.withdrawn_at.is_(None))


def not_understood_in(class_id: int) -> list[NotUnderstood]:
    """What guardians of a class did not understand: open ones, oldest first, those who want a call before others."""
    order = (NotUnderstood.wants_call.desc(), NotUnderstood.at, NotUnderstood.id)
    return list(db.session.scalars(_of_classes([class_id]).where(NotUnderstood.done_at.is_(None)).order_by(*order)))


def explained_in(class_id: int) -> list[NotUnderstood]:
    """What was explained lately, newest first."""
    done = _of_classes([class_id]).where(NotUnderstood.done_at.is_not(None))
    order = (NotUnderstood.done_at.desc(), NotUnderstood.id.desc())
    return list(db.session.scalars(done.order_by(*order).limit(DONE_SHOWN)))


def count_not_understood(class_ids: Iterable[int]) -> dict[int, int]:
    """For each of these classes how many guardians wait for an explanation; only those where somebody does."""
    here = list(class_ids)
    waiting = _of_classes(here).where(NotUnderstood.done_at.is_(None)).with_only_columns(func.count(NotUnderstood.id))
    if not here or not db.session.scalar(waiting):
        return {}
    found = {each: len(not_understood_in(each)) for each in here}
    return {each: number for each, number in found.items() if number}


def in_class(number: int, class_id: int) -> NotUnderstood | None:
    """One of them, of a family of this class."""
    return db.session.scalar(_of_classes([class_id]).where(NotUnderstood.id == number)) if number < 2**31 else None
