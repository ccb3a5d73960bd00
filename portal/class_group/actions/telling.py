"""Telling members: that there is something new, once a day at most; and what asks for somebody, at their times."""

from datetime import datetime

from sqlalchemy import func, select, update

from portal import outbox
from portal.class_group.models import Entry, Member, Mute
from portal.class_group.queries.circle import member_of, staying, walled_households
from portal.class_group.rules import TOLD_EVERY
from portal.db import apart, db, transaction
from portal.school.models import Guardian, Person, SchoolClass

DIGEST, YOURS, TEAM = (f"class_group/messages/{name}.txt" for name in ("digest", "yours", "team"))


def tell_others(entry: Entry, *, now: datetime) -> None:
    """Who wishes to, reads this and does not live in another home of the writer's child hears of it, all in one go."""
    author = db.session.get_one(Member, entry.member_id)
    walled = select(Guardian.id).where(Guardian.household_id.in_(walled_households(author.guardian.household_id)))
    deaf = select(Mute.member_id).where(Mute.muted_id == author.id)
    hears = (
        Member.class_id == entry.class_id, Member.is_told, Member.id != author.id, Member.tell_at.is_(None),
        Member.guardian_id.not_in(walled), Member.id.not_in(deaf),
    )  # fmt: skip
    soonest = now - TOLD_EVERY
    at_once = (Member.told_at.is_(None)) | (Member.told_at <= soonest)
    # How long ago each was told differs; who was told lately waits until a day after that.
    db.session.execute(update(Member).where(*hears, at_once).values(tell_at=now))
    for member in db.session.scalars(select(Member).where(*hears, Member.told_at > soonest)).unique():
        assert member.told_at is not None
        member.tell_at = member.told_at + TOLD_EVERY


def tell_one(now: datetime) -> bool:
    """Job: tell the member who waits longest that there is something new. Returns whether there was one."""
    with transaction():
        due = select(Member).where(Member.tell_at <= now).order_by(Member.tell_at, Member.id).limit(1)
        member = db.session.scalars(due.with_for_update(skip_locked=True, of=Member)).unique().first()
        if member is None:
            return False
        member.tell_at, member.told_at = None, now
        if member.id in set(db.session.scalars(staying().where(Member.id == member.id))):
            _queue(member.person, DIGEST, member, member.class_id, now)
    return True


def note_seen(member: Member) -> None:
    """Who looked at the page needs no message about it; kept beside the request, which only looks."""
    if member.tell_at is not None:
        with apart() as session:
            session.execute(update(Member).where(Member.id == member.id).values(tell_at=None))


def tell_author(post: Entry, answer: Entry, *, now: datetime) -> None:
    """Who wrote a post hears that there is an answer, unless they read nothing of who answered."""
    author = db.session.get_one(Member, post.member_id)
    deaf = select(func.count()).select_from(Mute).where(Mute.member_id == author.id, Mute.muted_id == answer.member_id)
    if author.id != answer.member_id and author.is_told and not db.session.scalar(deaf):
        tell_member(author, post, now=now)


def tell_member(member: Member, about, *, now: datetime) -> None:
    """Something in the group asks for this member; what it is stands there and not in the message."""
    if member_of(member.person, member.class_id) is not None:
        _queue(member.person, YOURS, about, member.class_id, now)


def tell_staff(people: list[Person], about, class_id: int, *, now: datetime, path: str) -> None:
    """Something about the group of a class waits for these members of staff."""
    name = db.session.get_one(SchoolClass, class_id).name
    for person in people:
        outbox.queue(person, TEAM, about, now=now, path=path, class_name=name)


def _queue(person: Person, template: str, about, class_id: int, now: datetime) -> None:
    name = db.session.get_one(SchoolClass, class_id).name
    path = f"/class-group/entries/{about.id}" if isinstance(about, Entry) else f"/class-group/{class_id}"
    outbox.queue(person, template, about, now=now, path=path, class_name=name)
