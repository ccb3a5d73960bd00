"""The clock of a machine jumps, or the school's clock goes to winter time: the chain goes on."""

from datetime import UTC, datetime

import pytest

from portal import clock
from portal.db import db
from portal.help_calls import actions
from portal.help_calls.models import CallEvent
from portal.help_calls.rules import CLOCKS_DIFFER
from tests.stories import a_call


@pytest.fixture
def told(work):
    return lambda: sorted({p.to.partition("@")[0] for p in work() if "@" in p.to and "come/" in p.text})


@pytest.mark.parametrize("seconds", [30, 3600, 400 * 86400])
def test_a_clock_that_is_set_back_does_not_keep_the_next_step_waiting(cast, told, seconds):
    a_call(cast)
    assert told() == ["elif", "ravi"]
    clock.advance(seconds=-seconds)
    assert told() == ["sam", "vos"], "nobody knows how long they waited: rather too early than an hour late"
    assert told() == [], "once"
    clock.advance(seconds=60)
    assert told() == ["head"]


def test_machines_whose_clocks_differ_a_little_do_not_hurry_each_other(cast, told):
    a_call(cast)
    told()
    clock.advance(seconds=-(CLOCKS_DIFFER.total_seconds() - 2))
    assert told() == []


def test_a_clock_that_jumps_ahead_skips_no_step(cast, told):
    a_call(cast)
    told()
    clock.advance(hours=6)
    assert told() == ["sam", "vos"], "one step, as if a minute had passed"
    clock.advance(seconds=59)
    assert told() == []
    clock.advance(seconds=1)
    assert told() == ["head"]


def test_somebody_coming_is_not_waited_for_after_a_clock_was_set_back(cast, told):
    call = a_call(cast)
    told()
    actions.answer_coming(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    clock.advance(hours=-1)
    assert told() == ["sam", "vos"]


def test_a_mistake_cannot_be_cancelled_an_hour_before_it_was_made(cast):
    call = a_call(cast)
    clock.advance(hours=-1)
    with pytest.raises(actions.TooLate):
        actions.cancel(call, cast.people["noor"], now=clock.now())


@pytest.mark.parametrize("night", [datetime(2027, 3, 28, 0, 59, 30, tzinfo=UTC),
                                   datetime(2026, 10, 25, 0, 59, 30, tzinfo=UTC)])  # fmt: skip
def test_in_the_night_in_which_the_clocks_change_a_minute_is_a_minute(cast, told, night):
    clock.advance(seconds=(night - clock.now()).total_seconds())
    call = a_call(cast)
    assert told() == ["elif", "ravi"]
    clock.advance(seconds=59)
    assert told() == []
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"]
    at = [event.at for event in db.session.query(CallEvent).filter_by(call_id=call.id).order_by(CallEvent.id)]
    assert at == sorted(at)
