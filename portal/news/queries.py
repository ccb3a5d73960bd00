"""The class page and what is new for whom."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.news.models import Opened, Post
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil

PAGE = 20
MOST_UNREAD = 10


@dataclass(frozen=True)
class Unread:
    """A post that a guardian has not opened, and the child it is for."""

    pupil: Pupil
    post: Post


def posts_of(class_id: int, *, before: int | None = None) -> list[Post]:
    """A page of a class's posts, newest first, with author and picture; `before` is the id of the last one seen."""
    query = (
        select(Post)
        .where(Post.class_id == class_id, Post.withdrawn_at.is_(None))
        .options(joinedload(Post.author), joinedload(Post.picture))
        .order_by(Post.published_at.desc(), Post.id.desc())
        .limit(PAGE)
    )
    last = db.session.get(Post, before) if before and 0 < before < 2**31 else None
    if last is not None and last.class_id == class_id:
        older = (Post.published_at < last.published_at) | (
            (Post.published_at == last.published_at) & (Post.id < last.id)
        )
        query = query.where(older)
    return list(db.session.scalars(query).unique())


def unopened(posts: list[Post], person: Person) -> list[Post]:
    """Which of these posts the person has not opened."""
    numbers = [post.id for post in posts]
    query = select(Opened.post_id).where(Opened.person_id == person.id, Opened.post_id.in_(numbers))
    seen = set(db.session.scalars(query)) if numbers else set()
    return [post for post in posts if post.id not in seen]


def unread_for(person: Person) -> list[Unread]:
    """For each child the posts of its class that this guardian has not opened, oldest first."""
    children = school.children_with_classes(person)
    seen = select(Opened.post_id).where(Opened.person_id == person.id)
    query = (
        select(Post)
        .where(Post.class_id.in_({c.id for _p, c in children}), Post.withdrawn_at.is_(None), Post.id.not_in(seen))
        .order_by(Post.published_at.desc(), Post.id.desc())
        .limit(MOST_UNREAD * max(1, len(children)))
    )
    posts = list(db.session.scalars(query))[::-1] if children else []
    return [Unread(pupil, post) for pupil, c in children for post in posts if post.class_id == c.id]


@dataclass(frozen=True)
class Reach:
    """How many families of a class opened a post, of how many."""

    opened: int
    families: int


def reach_of(posts: list[Post], class_id: int) -> dict[int, Reach]:
    """For each post how many of the class's households opened it."""
    homes = (
        select(Guardian.household_id.label("home"), Guardian.person_id.label("person_id"))
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .where(Enrolment.class_id == class_id, Guardianship.has_access)
        .distinct()
        .subquery()
    )
    families = db.session.scalar(select(func.count(homes.c.home.distinct()))) or 0
    counted = (
        select(Opened.post_id, func.count(homes.c.home.distinct()))
        .join(homes, homes.c.person_id == Opened.person_id)
        .where(Opened.post_id.in_([post.id for post in posts]))
        .group_by(Opened.post_id)
    )
    opened: dict[int, int] = {number: count for number, count in db.session.execute(counted)}
    return {post.id: Reach(opened.get(post.id, 0), families) for post in posts}
