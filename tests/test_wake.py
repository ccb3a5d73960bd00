"""Something urgent wakes the workers when it is kept, on both databases; nothing else does."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest

from portal import clock, wake
from portal.alarm import Alarm
from portal.db import db, transaction
from portal.help_calls import actions as help_calls
from portal.school.models import Place
from tests.stories import a_call, a_post

SOON = 3.0
NEVER = 0.3


@pytest.fixture
def rung(app):
    """A worker that listens; set each time it is woken."""
    bell, listens, stopped = threading.Event(), threading.Event(), threading.Event()

    def ring() -> None:
        bell.set()
        listens.set()

    thread = threading.Thread(target=wake.listen, args=(db.engine, ring, stopped), daemon=True)
    thread.start()
    assert listens.wait(SOON), "it looks once when it begins to listen"
    bell.clear()
    yield bell
    stopped.set()
    thread.join(SOON)


def test_a_call_for_help_wakes_the_worker_once_it_is_kept(cast, rung):
    a_call(cast)
    assert not rung.wait(NEVER), "not before it is kept"
    db.session.commit()
    assert rung.wait(SOON)


def test_a_call_that_is_not_kept_wakes_nobody(cast, rung):
    a_call(cast)
    db.session.rollback()
    db.session.commit()
    assert not rung.wait(NEVER)


def test_the_end_of_a_savepoint_keeps_nothing_yet(cast, rung):
    with db.session.begin_nested():
        a_call(cast)
    assert not rung.wait(NEVER)
    db.session.commit()
    assert rung.wait(SOON)


def test_news_lets_the_worker_rest(cast, rung):
    a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    assert not rung.wait(NEVER)


def test_a_step_that_the_worker_climbs_wakes_the_others(cast, rung):
    a_call(cast)
    db.session.commit()
    assert rung.wait(SOON)
    rung.clear()
    clock.advance(seconds=60)
    assert help_calls.climb_one(clock.now()) and rung.wait(SOON)


def test_without_a_worker_a_call_is_raised_all_the_same(cast, app):
    a_call(cast)
    db.session.commit()
    with transaction():
        assert db.session.query(Place).count()


def test_what_somebody_else_put_where_the_pipe_should_be_is_not_written_to(cast, stage):
    if stage.kind != "sqlite":
        return
    other = Path(f"{db.engine.url.database}-wake")
    with suppress(FileNotFoundError):
        other.unlink()
    other.write_bytes(b"")
    a_call(cast)
    db.session.commit()
    assert other.read_bytes() == b""
    other.unlink()


def test_newsletters_wait_while_somebody_calls_and_not_for_ever():
    alarm = Alarm(["lane sms urgent 0"])
    alarm.wait_until_calm()
    alarm.ring()
    waited = threading.Event()
    lane = threading.Thread(target=lambda: (alarm.wait_until_calm(), waited.set()), daemon=True)
    lane.start()
    assert not waited.wait(0.1), "the call first"
    alarm.note_rest("lane sms urgent 0")
    assert waited.wait(SOON)
    alarm.ring()
    alarm.wait_until_calm()


def test_who_waits_at_a_bell_is_woken_and_lanes_that_moved_are_known():
    alarm = Alarm([])
    bell = alarm.bell()
    alarm.ring()
    assert bell.is_set() and alarm.moving() == []
    alarm.note_turn("lane sms")
    assert alarm.moving() == ["lane sms"]
