"""What a teacher has in hand for a class: drafts, what waits for its moment, and what was withdrawn lately."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from portal.db import db
from portal.news.models import Draft, Earlier, Post, PostClass
from portal.news.queries.standing import NOTICE
from portal.school.models import Person


@dataclass(frozen=True)
class InHand:
    """The drafts of the person who looks, newest first; the class's posts that wait, and those withdrawn lately."""

    drafts: list[Draft]
    waiting: list[Post]
    withdrawn: list[Post]


def in_hand_of(person: Person, class_id: int, *, now: datetime) -> InHand:
    """For the class page of who writes for it; mostly there is nothing, which one question says."""
    drafts, posts = _drafts(person, class_id, now - NOTICE), _posts(class_id, now - NOTICE)
    has_drafts, has_posts = db.session.execute(select(drafts.exists(), posts.exists())).one()
    found = list(db.session.scalars(posts).unique()) if has_posts else []
    return InHand(
        list(db.session.scalars(drafts).unique()) if has_drafts else [],
        [post for post in found if post.withdrawn_at is None],
        [post for post in found if post.withdrawn_at is not None],
    )


def drafts_of(person: Person, class_id: int | None, *, since: datetime) -> list[Draft]:
    """The person's drafts for a class, or for the whole school, newest first; thrown away ones only after `since`."""
    return list(db.session.scalars(_drafts(person, class_id, since)).unique())


def _drafts(person: Person, class_id: int | None, since: datetime) -> Select:
    here = Draft.class_id == class_id if class_id is not None else Draft.class_id.is_(None) & Draft.post_id.is_(None)
    kept = Draft.thrown_at.is_(None) | (Draft.thrown_at > since)
    query = select(Draft).where(Draft.person_id == person.id, here, kept)
    return query.order_by(Draft.kept_at.desc(), Draft.id.desc())


def _posts(class_id: int, since: datetime) -> Select:
    here = select(PostClass.post_id).where(PostClass.class_id == class_id)
    waits = Post.goes_out_at.is_not(None) & Post.withdrawn_at.is_(None)
    query = select(Post).where(Post.id.in_(here), waits | (Post.withdrawn_at > since))
    return query.order_by(Post.published_at, Post.id)


def draft_of_change(person: Person, post: Post) -> Draft | None:
    """The newest change of a post that this person began and did not save."""
    query = select(Draft).where(Draft.person_id == person.id, Draft.post_id == post.id, Draft.thrown_at.is_(None))
    return db.session.scalars(query.order_by(Draft.kept_at.desc(), Draft.id.desc()).limit(1)).unique().first()


def draft_with(person: Person, key: str) -> Draft | None:
    """This person's draft of a form, if it was kept before."""
    query = select(Draft).where(Draft.person_id == person.id, Draft.key == key)
    return db.session.scalars(query).unique().first() if key else None


def earlier_of(post: Post) -> list[Earlier]:
    """What a post said before, the newest first."""
    query = select(Earlier).where(Earlier.post_id == post.id).order_by(Earlier.at.desc(), Earlier.id.desc())
    return list(db.session.scalars(query).unique())
