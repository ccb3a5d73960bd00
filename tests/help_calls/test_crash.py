"""The worker is killed at any moment and started again: no step and no message is lost."""

import random
import threading
from multiprocessing.process import BaseProcess

import pytest

from portal import clock
from portal.db import db
from portal.help_calls.models import CalledResponder, HelpCall
from portal.outbox import Message, State
from tests.live import begun_worker, ended
from tests.stories import a_chain

STEPS = 4
KILLS = 6


@pytest.fixture
def start_worker(app):
    """Starts the real worker as its own process on this test's database."""
    running = []

    def start() -> BaseProcess:
        running.append(begun_worker(app.config["SETTINGS"]))
        return running[-1]

    yield start
    for process in running:
        ended(process)


def _until(condition, *, seconds: float) -> bool:
    waiting, deadline = threading.Event(), clock.now().timestamp() + seconds
    while not condition():
        db.session.rollback()
        if clock.now().timestamp() > deadline:
            return False
        waiting.wait(0.05)
    return True


def test_killing_the_worker_loses_no_step(cast, start_worker):
    """A chain of four steps of one second, a worker that is killed six times meanwhile."""
    people = [cast.people[who] for who in ("ravi", "elif", "sam", "head")]
    a_chain(cast.places["reception"], *([person] for person in people), wait_seconds=1)
    db.session.commit()
    from portal.help_calls import actions

    call = actions.raise_call(cast.places["reception"], key="k", is_quiet=False, now=clock.now())
    db.session.commit()
    chance, pause = random.Random(7), threading.Event()
    for _kill in range(KILLS):
        worker = start_worker()
        pause.wait(0.2 + chance.random())
        ended(worker)
    start_worker()
    assert _until(lambda: _everybody_told(call.id), seconds=30), "a step was lost"
    # A message that a killed worker held is free again when its lease ends; none may be gone.
    assert db.session.query(Message).filter(Message.state == State.FAILED).count() == 0
    assert db.session.query(Message).filter(Message.attempts > 0, Message.state == State.DROPPED).count() == 0
    queued = {m.person_id for m in db.session.query(Message).filter_by(kind="help_call")}
    assert queued == {person.id for person in people}


def _everybody_told(number: int) -> bool:
    told = db.session.query(CalledResponder).filter(
        CalledResponder.told_at.is_not(None), CalledResponder.call_id == number
    )
    return told.count() == STEPS and db.session.get(HelpCall, number) is not None
