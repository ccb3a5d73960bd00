"""How many are enough, until when the chain rests, and what happens to a word that is not kept."""

import pytest

from portal import clock
from portal.db import db
from portal.help_calls import actions
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import State
from tests.stories import a_call


@pytest.fixture
def call(cast) -> HelpCall:
    """A call whose first step, Ravi and Elif, asks for both."""
    found = a_call(cast)
    for row in found.responders:
        row.needed = 2 if row.position == 1 else 1
    db.session.commit()
    return found


@pytest.fixture
def told(work):
    """Who is called by what goes out now, by key; each person once however many channels."""
    return lambda: sorted({p.to.partition("@")[0] for p in work() if "@" in p.to and "come/" in p.text})


@pytest.fixture
def says(cast, call):
    """`says("ravi", actions.arrive)`: a colleague answers now, in a transaction of its own."""

    def say(who: str, deed) -> None:
        deed(call, cast.people[who], now=clock.now())
        db.session.commit()

    return say


def _happened(what: str) -> int:
    return db.session.query(CallEvent).filter_by(what=what).count()


def test_one_of_two_is_not_enough_and_the_next_step_is_told_in_its_time(call, told, says):
    assert told() == ["elif", "ravi"]
    clock.advance(seconds=10)
    says("ravi", actions.answer_coming)
    clock.advance(seconds=49)
    assert told() == []
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"]
    assert call.state == State.COMING, "the desk sees that somebody comes"


def test_two_of_two_are_enough(call, told, says):
    told()
    says("ravi", actions.answer_coming)
    says("elif", actions.answer_coming)
    clock.advance(seconds=119)
    assert told() == []


def test_when_the_last_of_a_step_says_no_the_next_one_is_told_at_once_for_the_missing_one(call, told, says):
    told()
    says("ravi", actions.answer_coming)
    assert told() == []
    says("elif", actions.answer_cannot)
    assert told() == ["sam", "vos"]


def test_the_order_of_the_answers_does_not_matter_for_that(call, told, says):
    told()
    says("elif", actions.answer_cannot)
    assert told() == []
    says("ravi", actions.answer_coming)
    assert told() == ["sam", "vos"]


def test_the_first_who_is_not_there_in_time_is_missed_though_the_other_came_later(call, told, says):
    told()
    says("ravi", actions.answer_coming)
    clock.advance(seconds=50)
    says("elif", actions.answer_coming)
    clock.advance(seconds=69)
    assert told() == [] and _happened("expired") == 0
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"], "a hundred and twenty seconds after Ravi said to come, not after Elif did"
    assert _happened("expired") == 1
    assert call.state == State.COMING, "Elif still comes"


def test_one_who_is_there_does_not_let_the_other_be_forgotten(call, told, says):
    told()
    says("ravi", actions.answer_coming)
    says("elif", actions.arrive)
    clock.advance(seconds=120)
    assert told() == ["sam", "vos"]


def test_with_enough_people_there_nobody_else_is_called(call, told, says):
    told()
    says("ravi", actions.arrive)
    says("elif", actions.arrive)
    for _hour in range(3):
        clock.advance(hours=1)
        assert told() == []
    assert call.climbs_at > clock.now(), "and yet it is looked at again"


def test_who_takes_back_a_word_makes_the_others_wait_no_longer_than_a_step(cast, told, says):
    told()
    call = db.session.query(HelpCall).one()
    for row in call.responders:
        row.needed = 1
    db.session.commit()
    says("ravi", actions.answer_coming)
    clock.advance(seconds=20)
    says("ravi", actions.answer_cannot)
    assert call.state == State.RAISED
    clock.advance(seconds=59)
    assert told() == []
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"], "a step's minute later, not at the end of what Ravi promised"


def test_who_expired_may_still_arrive(call, told, says):
    told()
    says("ravi", actions.answer_coming)
    clock.advance(seconds=125)
    told()
    says("ravi", actions.arrive)
    assert _happened("there") == 1 and call.state == State.COMING


def test_a_colleague_in_two_steps_has_one_part_and_is_missed_once(cast, call, told, says):
    elif_, ravi = cast.people["elif"], cast.people["ravi"]
    call.responders[4].person_id, call.responders[4].person = ravi.id, ravi
    call.responders[3].person_id, call.responders[3].person = elif_.id, elif_
    db.session.commit()
    db.session.refresh(call)
    told()
    says("ravi", actions.answer_coming)
    assert len({row.part for row in call.responders if row.person_id == ravi.id}) == 1
    clock.advance(seconds=125)
    told()
    assert _happened("expired") == 1


def test_more_people_are_asked_for_while_somebody_is_there_and_the_register_does_not_say_that_nobody_came(
    cast, call, told, says
):
    told()
    says("ravi", actions.arrive)
    for press in range(4):
        clock.advance(seconds=15)
        actions.raise_call(cast.places["reception"], key=f"more {press}", is_quiet=False, now=clock.now())
        db.session.commit()
    assert _happened("more") == 4 and _happened("unanswered") == 0
    assert call.state == State.COMING
