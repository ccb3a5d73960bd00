"""Thirty colleagues answer in the second in which the next step is due: each counts once, and nobody else is called."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from portal import clock
from portal.db import db, transaction
from portal.help_calls import actions
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.help_calls.rules import Part, State
from portal.school.models import Person, Role, StaffRole
from tests.stories import a_chain

CROWD = 30
NEEDED = 3


@pytest.fixture
def crowd(cast) -> list[int]:
    """Thirty people in the first step of a call, of whom three are asked for, and the leader in the second."""
    people = [p for who, p in sorted(cast.people.items()) if p.email and p.left_on is None and who != "head"][:CROWD]
    assert len(people) == CROWD
    for person in people:
        if not person.staff_roles:
            person.staff_roles.append(StaffRole(role=Role.HELPER))
    db.session.flush()
    a_chain(cast.places["reception"], people, [cast.people["head"]])
    call = actions.raise_call(cast.places["reception"], key="storm", is_quiet=False, now=clock.now())
    for row in call.responders:
        row.needed = NEEDED if row.position == 1 else 1
    db.session.commit()
    return [person.id for person in people]


def _all_at_once(app: Flask, deeds: list[Callable[[], object]]) -> None:
    """Each in a thread and a transaction of its own, let loose together; what one raises fails the test."""
    together, wrong = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                deed()
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    db.session.expire_all()
    assert not wrong, wrong


def _says(number: int, deed) -> Callable[[], None]:
    def say() -> None:
        with transaction() as session:
            deed(session.query(HelpCall).one(), session.get_one(Person, number), now=clock.now())

    return say


def _climb() -> object:
    return actions.climb_one(clock.now())


def test_thirty_come_while_the_next_step_is_due(crowd, app):
    clock.advance(seconds=60)
    _all_at_once(app, [*(_says(number, actions.answer_coming) for number in crowd), _climb, _climb])
    events = [event.what for event in db.session.query(CallEvent).order_by(CallEvent.id)]
    assert events.count("coming") == CROWD, "no answer is lost"
    third = [at for at, what in enumerate(events) if what == "coming"][NEEDED - 1]
    assert "told" not in events[third:], "from the third on nobody else is called"
    assert events.count("told") in (CROWD, CROWD + 1), "the second step's one at most once"
    call = db.session.query(HelpCall).one()
    assert call.state == State.COMING and call.is_open
    assert {row.part for row in call.responders if row.helps} == set(Part), "every part is somebody's"


def test_thirty_say_no_at_once_and_the_next_step_is_told_once(crowd, app):
    _all_at_once(app, [*(_says(number, actions.answer_cannot) for number in crowd), _climb, _climb])
    head = db.session.query(CalledResponder).filter_by(position=2).one()
    told = db.session.query(CallEvent).filter_by(what="told", person_id=head.person_id).count()
    assert told == 1 and head.told_at is not None


def test_one_who_presses_ten_times_is_one(crowd, app):
    _all_at_once(app, [_says(crowd[0], actions.answer_coming) for _press in range(10)])
    clock.advance(seconds=60)
    _climb()
    events = [event.what for event in db.session.query(CallEvent).order_by(CallEvent.id)]
    assert events.count("coming") == 1 and events.count("told") == CROWD + 1, "one of three is not enough"


def test_four_who_want_the_same_part_give_it_to_one(crowd, app):
    four = crowd[:4]
    for number in four:
        _says(number, actions.answer_coming)()

    def takes(number: int) -> Callable[[], None]:
        def take() -> None:
            with transaction() as session:
                call, person = session.query(HelpCall).one(), session.get_one(Person, number)
                try:
                    actions.take_part(call, person, Part.WATCH_DOOR, now=clock.now())
                except actions.PartIsTaken:
                    session.rollback()

        return take

    _all_at_once(app, [takes(number) for number in four])
    call = db.session.query(HelpCall).one()
    parts = [row.part for row in call.responders if row.person_id in four]
    assert parts.count(Part.WATCH_DOOR) == 1
