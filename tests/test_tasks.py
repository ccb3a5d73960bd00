"""Long work: done piece by piece, help calls in between; a crash delays it, trouble ends it, nobody waits for it."""

import pytest

from portal import clock, tasks
from portal.db import db, transaction
from portal.school.models import Place
from portal.tasks import State, Task, TaskRefused
from tests.stories import a_call


@pytest.fixture
def a_task(cast):
    """Somebody's task of a kind that the test handles: `a_task(handler)`."""

    def started(handler, **asked) -> int:
        tasks._at_work.clear()
        tasks.handle("a test", handler)
        number = tasks.start(cast.people["office"], "a test", asked, now=clock.now()).id
        db.session.commit()
        return number

    return started


def counting(asked):
    for number in range(1, 4):
        with transaction() as session:
            session.add(Place(name=f"{asked.asked['name']} {number}"))
        yield number, 3
    return {"places": 3}


def test_it_is_done_and_its_result_kept(a_task, work):
    number = a_task(counting, name="Zaal")
    work()
    task = db.session.get_one(Task, number)
    assert (task.state, task.done, task.total, task.result) == (State.DONE, 3, 3, {"places": 3})
    assert db.session.query(Place).filter(Place.name.like("Zaal%")).count() == 3


def test_between_two_pieces_the_page_sees_how_far_it_is_and_help_comes_first(a_task, cast, work, recorded):
    number, seen = a_task(counting, name="Zaal"), []
    tasks.do_one(clock.now())
    with transaction():
        a_call(cast)
    work()
    seen = [parcel.to for parcel in recorded]
    assert len(seen) >= 2, "the call was told while the task was under way"
    assert db.session.get_one(Task, number).state is State.DONE


def test_what_cannot_be_done_is_refused_with_its_reason(a_task, work):
    def refusing(asked):
        yield 1, 2
        raise TaskRefused(line=7)

    number = a_task(refusing)
    work()
    task = db.session.get_one(Task, number)
    assert (task.state, task.result) == (State.REFUSED, {"line": 7}) and task.is_over


def test_a_worker_that_dies_delays_it_and_another_does_it_from_the_start(a_task, work):
    number = a_task(counting, name="Zaal")
    tasks.do_one(clock.now())
    tasks._at_work.clear()
    work()
    assert db.session.get_one(Task, number).state is State.WAITING, "leased to the worker that died"
    db.session.query(Place).filter(Place.name.like("Zaal%")).delete()
    clock.advance(seconds=61)
    work()
    assert db.session.get_one(Task, number).state is State.DONE


def test_what_breaks_again_and_again_is_given_up_and_said(a_task):
    def breaking(asked):
        raise ValueError("a fault of ours")
        yield

    number = a_task(breaking)
    for _try in range(tasks.LIMIT):
        with pytest.raises(ValueError):
            tasks.do_one(clock.now())
        clock.advance(seconds=61)
    tasks.do_one(clock.now())
    assert db.session.get_one(Task, number).state is State.FAILED


def test_whoever_was_overtaken_stops(a_task):
    number = a_task(counting, name="Zaal")
    tasks.do_one(clock.now())
    db.session.get_one(Task, number).attempts += 1
    db.session.commit()
    tasks.do_one(clock.now())
    assert tasks._at_work == []
