"""What a guardian has not read yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union_all

from portal.db import db
from portal.news.models import Opened, Post, PostClass
from portal.news.queries.standing import shown
from portal.school import queries as school
from portal.school.models import Person, Pupil

MOST_UNREAD = 10


@dataclass(frozen=True)
class Unread:
    """A post that a guardian has not opened, and the child it is for."""

    pupil: Pupil
    post: Post


def unread_for(person: Person, *, now: datetime) -> list[Unread]:
    """For each child the newest posts of its class that this guardian has not opened, oldest first."""
    children = school.children_with_classes(person)
    if not children:
        return []
    classes = sorted({school_class.id for _pupil, school_class in children})
    newest = [
        select(shown(class_id, now).with_only_columns(Post.id).limit(MOST_UNREAD).subquery().c.id)
        for class_id in classes
    ]
    opened = select(Opened.post_id).where(Opened.person_id == person.id)
    query = (
        select(PostClass.class_id, Post)
        .join(Post, Post.id == PostClass.post_id)
        .where(PostClass.class_id.in_(classes), Post.id.in_(union_all(*newest)), Post.id.not_in(opened))
        .order_by(Post.published_at, Post.id, PostClass.class_id)
    )
    found = db.session.execute(query).all()
    return [Unread(pupil, post) for pupil, c in children for class_id, post in found if class_id == c.id]
