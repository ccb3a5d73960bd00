"""For a copy that a family may keep: which letters were opened, and which were not clear."""

from sqlalchemy import select

from portal.db import db
from portal.news.models import NotUnderstood, Opened, Post, PostClass
from portal.school.models import Person, SchoolClass


def exported_of(person: Person) -> list[dict]:
    """For a copy that a family may keep: which letters this person opened, when first, and which were not clear."""
    unclear = (NotUnderstood.post_id == Opened.post_id) & (NotUnderstood.person_id == Opened.person_id)
    query = (
        select(
            SchoolClass.name,
            Post.title,
            Post.published_at,
            Opened.at,
            Opened.seen_at,
            Opened.thanked_at,
            NotUnderstood.at,
            NotUnderstood.wants_call,
        )  # fmt: skip
        .join(Post, Post.id == Opened.post_id)
        .join(PostClass, PostClass.post_id == Post.id)
        .join(SchoolClass, SchoolClass.id == PostClass.class_id)
        .outerjoin(NotUnderstood, unclear)
        .where(Opened.person_id == person.id)
        .order_by(Opened.at, Post.id)
    )
    names = (
        "class", "title", "published_at", "opened_at", "said_seen_at", "thanked_at", "not_clear_at", "wants_call",
    )  # fmt: skip
    return [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]
