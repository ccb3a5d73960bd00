"""The self-test: before each school day, and when asked, all that help needs is tried without bothering anyone."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal import heartbeat, i18n, outbox, vault, wake
from portal.chains import queries as chains
from portal.db import db, reading, rows_changed, transaction
from portal.outbox import OUTSIDE
from portal.watch.models import SelfTest
from portal.watch.queries import days, reach, tests
from portal.watch.rules import TEST_LASTS, Kind, Trouble, is_test_due

LOOKS_EVERY = timedelta(seconds=30)

log = logging.getLogger(__name__)


def ask_for_test(now: datetime) -> SelfTest:
    """A test as soon as the worker can; the one that waits, when there is one."""
    waiting = tests.waiting_test()
    if waiting is not None:
        return waiting
    test = SelfTest(asked_at=now)
    db.session.add(test)
    wake.when_kept(db.session())
    return test


def ask_for_test_one(now: datetime) -> bool:
    """Job: ask for the day's own test before the school opens, and again for as long as the last one failed."""
    if not heartbeat.comes_round("tests", now, every=LOOKS_EVERY):
        return False
    with reading():
        last, today = tests.last_test(), tests.test_of(i18n.local_date(now))
        opens, closes = days.opens_and_closes(now)
        is_day = days.is_school_day(i18n.local_date(now))
        failed_at = last.ended_at if last is not None and last.findings else None
        is_waiting = tests.waiting_test() is not None
    is_due = is_test_due(opens, closes, has_run=today is not None, failed_at=failed_at, now=now)
    if not is_day or is_waiting or not is_due:
        return False
    try:
        with transaction() as session:
            session.add(SelfTest(asked_at=now, day=None if today is not None else i18n.local_date(now)))
            wake.when_kept(session())
    except IntegrityError:
        # Another worker was first.
        return False
    return True


def run_test_one(now: datetime) -> bool:
    """Job: do the test that was asked for; other servers are asked outside any transaction."""
    number = _claim(now)
    if number is None:
        return False
    silent = [Trouble(Kind.CHANNEL, channel.value) for channel in OUTSIDE if _is_silent(channel)]
    with reading():
        # Thinking takes a while; nobody who wants to write waits for it.
        found, people = _looked_at(now)
        numbers = len(people), sum(each.is_verified for each in people)
    with transaction():
        test = db.session.get_one(SelfTest, number)
        test.findings = [[each.kind.value, each.about, each.name] for each in dict.fromkeys([*silent, *found])]
        test.people, test.verified = numbers
        test.ended_at = max(now, test.asked_at)
        log.info("self-test %d found %d troubles", number, len(test.findings))
    return True


def _claim(now: datetime) -> int | None:
    with reading():
        if tests.waiting_test() is None:
            return None
    with transaction():
        test = tests.waiting_test()
        if test is None:
            return None
        is_free = SelfTest.began_at.is_(None) | (SelfTest.began_at < now - TEST_LASTS)
        round_trip = max(0, int((now - test.asked_at).total_seconds() * 1000))
        begun = update(SelfTest).where(SelfTest.id == test.id, SelfTest.ended_at.is_(None), is_free)
        is_mine = rows_changed(begun.values(began_at=now, round_trip_ms=round_trip)) == 1
        return test.id if is_mine else None


def _is_silent(channel: str) -> bool:
    with reading():
        trouble = outbox.does_answer(outbox.Channel(channel))
    if trouble:
        log.warning("the self-test met a channel that does not answer: %s", trouble)
    return bool(trouble)


def _looked_at(now: datetime) -> tuple[list[Trouble], list[reach.Reach]]:
    """What is wrong with keys and chains at any time of this day, and how everybody in them can be reached."""
    found = [Trouble(Kind.KEYS)] if vault.cannot_open() else []
    weak = chains.troubles_in_use(now=now)
    gaps = {chain.place_id for chain in chains.chains_in_use() if chain.id in weak}
    people: dict[int, reach.Reach] = {}
    for place in reach.places_with_kiosk():
        found += [Trouble(Kind.WEAK, str(place.id), place.name)] if place.id in gaps else []
        for moment in tests.moments_of(now):
            called = [reach.reach_of(person) for person in reach.called_at(place, now=moment)]
            people |= {each.person.id: each for each in called}
            kind = tests.weakness(called)
            found += [Trouble(kind, str(place.id), place.name)] if kind else []
    return found, list(people.values())
