"""Saying with one tap that one saw a post, or thank you; and taking that back."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from portal.db import db
from portal.news.models import Opened, Post
from portal.news.rules import Reaction
from portal.school.models import Person


def react(post: Post, guardian: Person, reaction: Reaction, *, now: datetime) -> None:
    """Remember what a guardian said to a post; twice the same stays as it was first said."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    opened = dialect.insert(Opened).on_conflict_do_nothing()
    db.session.execute(opened, [{"post_id": post.id, "person_id": guardian.id, "at": now}])
    column = _column(reaction)
    db.session.execute(update(Opened).where(*_of(post, guardian), column.is_(None)).values({column: now}))


def take_reaction_back(post: Post, guardian: Person, reaction: Reaction) -> None:
    """Undo what was said; that the post was opened stays."""
    db.session.execute(update(Opened).where(*_of(post, guardian)).values({_column(reaction): None}))


def _column(reaction: Reaction):
    return Opened.thanked_at if reaction is Reaction.THANKS else Opened.seen_at


def _of(post: Post, guardian: Person):
    return Opened.post_id == post.id, Opened.person_id == guardian.id
