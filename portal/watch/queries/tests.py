"""The self-tests, and what a test looks at."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from portal.db import db
from portal.watch import rules
from portal.watch.models import SelfTest
from portal.watch.queries.days import is_school_open, opens_and_closes
from portal.watch.queries.reach import Reach

EVERY_HOUR = timedelta(hours=1)
A_FEW_TIMES = timedelta(hours=3)
COMES_WITHIN = timedelta(minutes=10)


def last_test() -> SelfTest | None:
    """The newest self-test that came to its end."""
    ended = select(SelfTest).where(SelfTest.ended_at.is_not(None))
    return db.session.scalars(ended.order_by(SelfTest.ended_at.desc(), SelfTest.id.desc()).limit(1)).first()


def waiting_test() -> SelfTest | None:
    """The test that was asked for and is not at its end."""
    return db.session.scalars(
        select(SelfTest).where(SelfTest.ended_at.is_(None)).order_by(SelfTest.id).limit(1)
    ).first()


def test_of(day: date) -> SelfTest | None:
    """The own test of a day."""
    return db.session.scalars(select(SelfTest).where(SelfTest.day == day)).first()


def moments_of(now: datetime, *, every: timedelta = EVERY_HOUR) -> list[datetime]:
    """Moments from the opening of the school to its closing on this day: a chain may differ between them."""
    opens, closes = opens_and_closes(now)
    return [opens + every * step for step in range(int((closes - opens) / every) + 1) if opens + every * step < closes]


def weakness(called: Iterable[Reach]) -> rules.Kind | None:
    """What is wrong with the chain that calls these people, if anything."""
    return rules.weakness([(each.can_be_called, each.is_verified) for each in called])


def is_missed(now: datetime) -> bool:
    """Whether a test waits too long for its end, or the day's own test did not come although the school is open."""
    waiting, last = waiting_test(), last_test()
    if waiting is not None and now - waiting.asked_at > COMES_WITHIN:
        return True
    if last is None or not is_school_open(now) or now - opens_and_closes(now)[0] < COMES_WITHIN:
        return False
    return last.asked_at < opens_and_closes(now)[0] - rules.TESTED_BEFORE_OPENING and waiting is None
