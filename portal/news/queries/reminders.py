"""Who may be reminded of a post, and of which posts families are reminded by themselves now."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from portal import i18n
from portal.db import db
from portal.news.models import Opened, Post, PostClass, PostReminder, PostReminding
from portal.outbox import Digest, DigestPost
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass

# Who heard of it so often has it; then somebody rings.
MOST_REMINDERS = 2
# Older news is not brought up by itself, and neither is what has been.
REMINDED_FOR = timedelta(days=30)


class ToRemind(NamedTuple):
    """A guardian, and a class of theirs on whose page the post stands."""

    person_id: int
    class_id: int
    class_name: str


def to_remind(post: Post, class_ids: list[int], *, most: int = MOST_REMINDERS) -> list[ToRemind]:
    """Guardians who were told and did not open it, and were not reminded so often yet."""
    opened = select(Opened.person_id).where(Opened.post_id == post.id)
    waits = select(Digest.person_id).join(DigestPost, DigestPost.digest_id == Digest.id)
    often = (
        select(PostReminder.person_id)
        .where(PostReminder.post_id == post.id)
        .group_by(PostReminder.person_id)
        .having(func.count(PostReminder.id) >= most)
    )
    query = (
        select(Person.id, func.min(SchoolClass.id))
        .join(Guardian, Guardian.person_id == Person.id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            SchoolClass.id.in_(class_ids), Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None)
        )
        .where(Person.id.not_in(opened), Person.id.not_in(often))
        .where(Person.id.not_in(waits.where(DigestPost.post_id == post.id)))
        .group_by(Person.id)
        .order_by(Person.id)
    )
    names = {number: name for number, name in db.session.execute(select(SchoolClass.id, SchoolClass.name))}
    return [ToRemind(person_id, class_id, names[class_id]) for person_id, class_id in db.session.execute(query)]


def reminded_at(post: Post) -> datetime | None:
    """When somebody was reminded of this post last."""
    return db.session.scalar(select(func.max(PostReminder.at)).where(PostReminder.post_id == post.id))


def reminding_of(post: Post) -> int | None:
    """After how many days families are reminded of it by themselves; None when they are not."""
    found = db.session.get(PostReminding, post.id)
    return found.after_days if found is not None else None


def posts_to_remind_of(now: datetime) -> list[Post]:
    """Posts of which families are to be reminded by themselves now, the oldest first."""
    today = i18n.local_date(now)
    query = (
        select(Post, PostReminding.after_days)
        .join(PostReminding, PostReminding.post_id == Post.id)
        .where(Post.told_at > now - REMINDED_FOR, Post.withdrawn_at.is_(None))
        .where(Post.happens_on.is_(None) | (Post.happens_on >= today))
        .order_by(Post.told_at, Post.id)
    )
    found = db.session.execute(query)
    return [post for post, days in found if post.told_at and post.told_at <= now - timedelta(days=days)]


def classes_of_post(post_id: int) -> list[int]:
    """The numbers of the classes on whose pages a post stands."""
    return list(db.session.scalars(select(PostClass.class_id).where(PostClass.post_id == post_id)))
