"""The database does not answer for some seconds in the middle of a call: real workers go on where they were."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import update
from sqlalchemy.engine import make_url

from portal import clock
from portal.db import db, transaction
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.outbox import Message, State
from tests.live import begun_worker, ended
from tests.stories import a_call

GONE = 2.0
NAME = "samen-worker"


@pytest.fixture
def at_work(app, stage):
    """Real workers on this test's database: one beside SQLite, two on PostgreSQL."""
    number = 1 if stage.kind == "sqlite" else 2
    running = [begun_worker(app.config["SETTINGS"], PGAPPNAME=NAME) for _worker in range(number)]
    yield running
    for process in running:
        ended(process)


@contextmanager
def nobody_gets_in(stage) -> Iterator[None]:
    """SQLite: somebody holds it for writing. PostgreSQL: every connection of the workers is cut, and none is taken."""
    if stage.kind == "sqlite":
        with db.engine.raw_connection().driver_connection as line:  # type: ignore[union-attr]
            line.execute("BEGIN IMMEDIATE")
            yield
            line.execute("ROLLBACK")
        return
    admin = make_url(stage.server).set(drivername="postgresql").render_as_string(hide_password=False)
    name = make_url(stage.settings.database_url).database
    with psycopg.connect(admin, autocommit=True) as line:
        lock = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        line.execute(lock.format(sql.Identifier(name or ""), sql.SQL("false")))
        line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [NAME])
        try:
            yield
        finally:
            line.execute(lock.format(sql.Identifier(name or ""), sql.SQL("true")))


def until(is_so, seconds: float = 40) -> bool:
    waiting = threading.Event()
    for _look in range(int(seconds * 10)):
        db.session.rollback()
        if is_so():
            return True
        waiting.wait(0.1)
    return False


def test_no_step_is_lost_and_none_is_told_twice(cast, at_work, stage):
    call = a_call(cast)
    for row in call.responders:
        row.wait_seconds = 1
    call.climbs_at = call.raised_at + timedelta(seconds=3)
    db.session.commit()
    number = call.id
    assert until(lambda: _sent(number) >= 2), "the worker did not start"
    with nobody_gets_in(stage):
        threading.Event().wait(GONE)
    assert until(lambda: _told(number) == {1, 2, 3}), "a step was lost"
    db.session.rollback()
    with transaction():
        no_more = update(HelpCall).where(HelpCall.id == number)
        db.session.execute(no_more.values(climbs_at=clock.now() + timedelta(hours=1)))
    assert until(lambda: _waiting(number) == 0), "a message was lost"
    assert all(process.is_alive() for process in at_work), "a worker gave up"
    assert max(_rounds(number).values()) == 1


def _sent(number: int) -> int:
    return db.session.query(Message).filter_by(kind="help_call", about=number, state=State.SENT).count()


def _waiting(number: int) -> int:
    return db.session.query(Message).filter_by(kind="help_call", about=number, state=State.WAITING).count()


def _told(number: int) -> set[int]:
    told = db.session.query(CalledResponder.position).filter(CalledResponder.told_at.is_not(None))
    return {position for (position,) in told.filter(CalledResponder.call_id == number)}


def _rounds(number: int) -> Counter:
    """How often each person was told before the chain began again."""
    told: Counter = Counter()
    for event in db.session.query(CallEvent).filter_by(call_id=number).order_by(CallEvent.id):
        if event.what == "unanswered":
            break
        told[event.person_id] += event.what == "told"
    return told
