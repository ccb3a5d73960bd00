"""A guardian says "I don't understand this": a task for the teachers, until it is done or taken back."""

from datetime import datetime

from sqlalchemy import delete

from portal import audit
from portal.db import db, insert_once
from portal.news.models import NotUnderstood, Post
from portal.news.queries.not_understood import asked_by
from portal.school.models import Person


def say_not_understood(post: Post, person: Person, *, wants_call: bool, now: datetime) -> None:
    """Tell the teachers that this was not clear; twice is once, and a later wish to be called counts."""
    row = {"post_id": post.id, "person_id": person.id, "wants_call": wants_call, "at": now}
    db.session.execute(insert_once(NotUnderstood), [row])
    asked = asked_by(person, post)
    if asked is not None and (asked.done_at or asked.wants_call != wants_call):
        asked.wants_call, asked.at, asked.done_at, asked.done_by_id = wants_call, now, None, None


def take_back(post: Post, person: Person) -> None:
    """It is clear after all."""
    mine = (NotUnderstood.post_id == post.id, NotUnderstood.person_id == person.id)
    db.session.execute(delete(NotUnderstood).where(*mine))


def say_done(asked: NotUnderstood, teacher: Person, *, now: datetime) -> None:
    """A teacher has explained it."""
    if asked.done_at is None:
        asked.done_at, asked.done_by_id = now, teacher.id
        audit.did(teacher, "explained", asked.post, now=now)


def say_undone(asked: NotUnderstood) -> None:
    """Undo: it is still to be explained."""
    asked.done_at, asked.done_by_id = None, None
