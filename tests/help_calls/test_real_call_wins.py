"""A practice never stands in the way of a real call, wherever and whenever that is."""

import threading

import pytest

from portal import clock
from portal.db import db, transaction
from portal.help_calls import actions
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import Ended, Ending, State
from portal.school.models import Place
from tests.stories import a_call


@pytest.fixture
def drill(cast) -> HelpCall:
    a_call(cast, key="for the chain")
    actions.stand_down(db.session.query(HelpCall).one(), cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    found = actions.start_drill(cast.places["reception"], cast.people["sam"], now=clock.now())
    db.session.commit()
    return found


def test_a_real_press_ends_the_practice_of_its_place(cast, drill, work):
    work()
    call = actions.raise_call(cast.places["reception"], key="real", is_quiet=False, now=clock.now())
    db.session.commit()
    assert not call.is_drill and call.id != drill.id and call.is_open
    db.session.refresh(drill)
    assert drill.ending is Ending.DRILL and drill.state is State.STOOD_DOWN
    subjects = [p.subject for p in work() if p.to.startswith("elif@")]
    assert sorted("OEFENING" in subject for subject in subjects) == [False, True], "the end of one, the real other"


def test_a_real_press_at_another_place_ends_it_too(cast, drill):
    actions.raise_call(cast.places["room 12"], key="real", is_quiet=False, now=clock.now())
    db.session.refresh(drill)
    assert not drill.is_open, "the same colleagues would have to choose"


def test_nobody_practises_while_anybody_calls(cast):
    a_call(cast)
    for place in cast.places.values():
        with pytest.raises(actions.CallIsOpen):
            actions.start_drill(place, cast.people["sam"], now=clock.now())
    assert db.session.query(CallEvent).filter_by(what="more").count() == 0, "nor does trying call more people"


def test_nobody_practises_twice_at_one_place(cast, drill):
    with pytest.raises(actions.CallIsOpen):
        actions.start_drill(cast.places["reception"], cast.people["sam"], now=clock.now())
    assert drill.is_open


def test_a_practice_that_overlooked_a_real_call_ends_at_its_next_step(cast, drill, work):
    # On PostgreSQL both may be written at the very same moment, and neither sees the other.
    actions.raise_call(cast.places["room 12"], key="real", is_quiet=False, now=clock.now())
    drill.closed_at = drill.ending = None
    drill.state = State.RAISED
    db.session.commit()
    clock.advance(seconds=60)
    work()
    db.session.refresh(drill)
    assert not drill.is_open


def test_a_press_at_the_moment_the_call_is_ended_is_a_new_call(cast):
    old = a_call(cast)
    db.session.commit()
    with db.session.no_autoflush:
        seen_open = db.session.get_one(HelpCall, old.id)
    _stand_down_elsewhere(old.id, cast.people["ravi"].id)
    assert seen_open.is_open, "as this request saw it"
    call = actions.raise_call(cast.places["reception"], key="again", is_quiet=False, now=clock.now())
    assert call.id != old.id and call.is_open


def _stand_down_elsewhere(number: int, person: int) -> None:
    from flask import current_app

    from portal.school.models import Person

    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def end() -> None:
        with app.app_context(), transaction() as session:
            call, ravi = session.get_one(HelpCall, number), session.get_one(Person, person)
            actions.stand_down(call, ravi, Ended(Ending.SAFE), now=clock.now())

    elsewhere = threading.Thread(target=end)
    db.session.rollback()
    elsewhere.start()
    elsewhere.join()


def test_eight_presses_at_once_make_one_call_and_no_practice_survives(cast, app, drill):
    place, together = cast.places["reception"].id, threading.Barrier(8)

    def press(number: int) -> None:
        with app.app_context():
            together.wait()
            with transaction() as session:
                at = session.get_one(Place, place)
                actions.raise_call(at, key=f"press {number}", is_quiet=False, now=clock.now())

    fingers = [threading.Thread(target=press, args=(number,)) for number in range(8)]
    for finger in fingers:
        finger.start()
    for finger in fingers:
        finger.join()
    db.session.rollback()
    still_open = db.session.query(HelpCall).filter(HelpCall.closed_at.is_(None)).all()
    assert [call.is_drill for call in still_open] == [False]
    told = db.session.query(CallEvent).filter_by(what="told", call_id=still_open[0].id).count()
    assert told == 2, "one first step"
