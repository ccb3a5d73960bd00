"""Digests: what waits for the moment a person chose, gathered and told once; and when a person wants to hear."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete, select, text, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal import i18n
from portal.db import Base, db, inserting, put, rows_changed
from portal.outbox.choices import times_of
from portal.outbox.models import MessageTimes
from portal.outbox.paces import Pace, Times, next_digest

if TYPE_CHECKING:
    from portal.school.models import Person

AT_A_TIME = 500


class Digest(Base):
    """What one person hears at one moment in one message: made when the first thing for it happens, told once."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("person_id", "at"),
        Index("ix_digest_waiting", "at", "id", sqlite_where=text("told_at IS NULL"),
              postgresql_where=text("told_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    person: Mapped["Person"] = relationship()


class DigestPost(Base):
    """A letter of the class page that waits for a digest; posts belong to news, which stands above."""

    __tablename__ = "digest_post"
    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, index=True)


def gather(people: Collection["Person"], post, *, now: datetime) -> None:
    """Keep a letter of the class page for the next digest of each of these; once, however often it is gathered."""
    zone = i18n.school_zone()
    moments = {person.id: next_digest(times_of(person), now=now, zone=zone) for person in people}
    if not moments:
        return
    if post.id is None:
        db.session.flush()
    rows = [{"person_id": number, "at": at} for number, at in moments.items()]
    db.session.execute(inserting(Digest).on_conflict_do_nothing(), rows)
    numbers = [number for some in _in_pieces(list(moments)) for number in _digests_of(some, moments)]
    lines = [{"digest_id": number, "post_id": post.id} for number in numbers]
    db.session.execute(inserting(DigestPost).on_conflict_do_nothing(), lines)
    # Told already, by a clock that was ahead and was put back since, or while the lines above waited for who told it:
    # it is told again, of what is new in it. From those lines on nobody else takes it.
    told = update(Digest).where(Digest.told_at.is_not(None), Digest.at > now)
    db.session.execute(told.values(told_at=None).execution_options(synchronize_session=False))


def _digests_of(people: list[int], moments: dict[int, datetime]) -> Iterable[int]:
    found = select(Digest.id).where(Digest.person_id.in_(people), Digest.at.in_(set(moments.values())))
    return db.session.scalars(found)


def _in_pieces(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + AT_A_TIME] for start in range(0, len(numbers), AT_A_TIME))


def digest_due(now: datetime) -> Digest | None:
    """The digest that should have been told longest ago, for this transaction alone."""
    due = select(Digest).where(Digest.at <= now, Digest.told_at.is_(None)).order_by(Digest.at, Digest.id).limit(1)
    locked = due.options(joinedload(Digest.person)).with_for_update(skip_locked=True, of=Digest)
    return db.session.scalars(locked).unique().first()


def is_digest_due(now: datetime) -> bool:
    """Whether any digest should have been told by now; looking takes nobody's turn to write."""
    due = select(Digest.id).where(Digest.at <= now, Digest.told_at.is_(None)).limit(1)
    return db.session.scalar(due) is not None


def close_digest(digest: Digest, *, now: datetime) -> bool:
    """It is told in this transaction; of two at once one gets True."""
    mine = update(Digest).where(Digest.id == digest.id, Digest.told_at.is_(None)).values(told_at=now)
    is_mine = rows_changed(mine.execution_options(synchronize_session=False)) == 1
    if is_mine:
        db.session.execute(delete(DigestPost).where(DigestPost.digest_id == digest.id))
    return is_mine


def choose_times(person: "Person", times: Times, *, now: datetime) -> None:
    """From now on the person hears at these times; what waits already comes at the new moment, or at once."""
    values = {
        "pace": times.pace, "weekday": times.weekday, "hour": times.hour, "quiet_from": times.quiet_from,
        "quiet_until": times.quiet_until,
    }  # fmt: skip
    put(MessageTimes, {"person_id": person.id}, values)
    waiting = select(Digest).where(Digest.person_id == person.id, Digest.told_at.is_(None))
    digests = list(db.session.scalars(waiting.order_by(Digest.at).with_for_update()))
    if not digests:
        return
    first, *rest = digests
    numbers = [each.id for each in rest]
    db.session.execute(update(DigestPost).where(DigestPost.digest_id.in_(numbers)).values(digest_id=first.id))
    db.session.execute(delete(Digest).where(Digest.id.in_(numbers)))
    at_once = times.pace is Pace.AT_ONCE
    first.at = now if at_once else next_digest(times, now=now, zone=i18n.school_zone())
