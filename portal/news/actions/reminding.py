"""Reminding families of a post that they did not open: once when a teacher asks, or by itself; never too often."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from portal import audit, heartbeat, i18n, outbox
from portal.db import Refusal, db, reading, transaction
from portal.news import queries
from portal.news.actions.locks import AS_A_CHANGE, hold
from portal.news.models import Opened, Post, PostReminder, PostReminding
from portal.news.queries import ToRemind
from portal.school.models import Person, SchoolClass

AGAIN_AFTER = timedelta(hours=20)
MOST_DAYS = 14
EVERY = timedelta(minutes=10)
# The hours of the school's clock in which somebody is reminded by itself.
FIRST_HOUR, LAST_HOUR = 9, 20

_waiting: list[tuple[int, ToRemind]] = []


class RemindedLately(Refusal):
    """Families were reminded of it less than a day ago."""


class NobodyToRemind(Refusal):
    """Everybody opened it, still hears of it, or was reminded often enough."""


class NotOnThePage(Refusal):
    """It is withdrawn, or families were not told of it yet."""


def remind(post: Post, classes: list[SchoolClass], teacher: Person, *, now: datetime) -> int:
    """Remind who did not open it, in these classes; returns how many people that are."""
    hold(post)
    if post.withdrawn_at or post.told_at is None:
        raise NotOnThePage
    last = queries.reminded_at(post)
    if last is not None and now - last < AGAIN_AFTER:
        raise RemindedLately
    found = queries.to_remind(post, [each.id for each in classes])
    if not found:
        raise NobodyToRemind
    for each in found:
        _remind(post, each, now)
    audit.did(teacher, "families reminded", post, now=now)
    return len(found)


def remind_later(post: Post, teacher: Person, after_days: int | None, *, now: datetime) -> None:
    """From so many days after they were told families are reminded by themselves, once; None: they are not."""
    hold(post)
    db.session.execute(delete(PostReminding).where(PostReminding.post_id == post.id))
    if after_days:
        db.session.add(PostReminding(post_id=post.id, after_days=min(after_days, MOST_DAYS), set_by_id=teacher.id))
    audit.did(teacher, "reminder set", post, now=now)


def remind_of_post_one(now: datetime) -> bool:
    """Job: remind one guardian of a post by itself, by day only, once whoever else tries."""
    if not FIRST_HOUR <= i18n.local(now).hour < LAST_HOUR:
        _waiting.clear()
        return False
    if not _waiting and heartbeat.comes_round("post reminders", now, every=EVERY):
        with reading():
            for post in queries.posts_to_remind_of(now):
                classes = queries.classes_of_post(post.id)
                _waiting.extend((post.id, each) for each in queries.to_remind(post, classes, most=1))
    if not _waiting:
        return False
    post_id, due = _waiting.pop(0)
    try:
        with transaction():
            _remind_if_still(post_id, due, now)
    except IntegrityError:
        # Another worker was a moment earlier.
        pass
    return True


def _remind_if_still(post_id: int, due: ToRemind, now: datetime) -> None:
    post = db.session.get(Post, post_id, with_for_update=AS_A_CHANGE)
    has_opened = db.session.get(Opened, (post_id, due.person_id)) is not None
    if post is not None and post.withdrawn_at is None and not has_opened:
        _remind(post, due, now, turn=1)


def _remind(post: Post, due: ToRemind, now: datetime, *, turn: int | None = None) -> None:
    mine = (PostReminder.post_id == post.id, PostReminder.person_id == due.person_id)
    before = db.session.scalar(select(func.count(PostReminder.id)).where(*mine)) or 0
    db.session.add(PostReminder(post_id=post.id, person_id=due.person_id, turn=turn or before + 1, at=now))
    db.session.flush()
    person = db.session.get(Person, due.person_id)
    if person is not None and person.left_on is None:
        outbox.queue(
            person, "news/messages/reminder.txt", post, now=now, path=f"/classes/{due.class_id}",
            class_name=due.class_name,
        )  # fmt: skip
