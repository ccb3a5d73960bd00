"""The clock is put forward or back while a call is open: every step comes, nobody waits much longer than promised."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.help_calls.models import CalledResponder, HelpCall
from portal.outbox import Channel, Message, State, WayOut, claim
from tests.stories import a_call

STEPS = [{"ravi", "elif"}, {"sam", "vos"}, {"head"}]


@pytest.fixture
def told(work):
    """Time goes by and the worker works; returns to whom a call went out meanwhile."""

    def after(**step: float) -> set[str]:
        clock.advance(**step)
        return {
            parcel.to.partition("@")[0] for parcel in work() if "help-call" in parcel.link or "/call" in parcel.link
        }

    return after


@pytest.fixture
def call(cast):
    raised = a_call(cast)
    db.session.commit()
    return raised.id


@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_put_forward_what_is_due_comes_early_and_nothing_is_left_out(call, told, hours):
    assert told() == STEPS[0]
    assert told(hours=hours) == STEPS[1]
    assert told(seconds=60) == STEPS[2]


@pytest.mark.parametrize("seconds", [30, 600, 3600, 86400])
def test_put_back_the_next_step_waits_no_longer_than_its_own_wait(call, told, seconds):
    assert told() == STEPS[0]
    assert told(seconds=-seconds) | told(seconds=61) >= STEPS[1]
    told(seconds=61)
    told(seconds=61)
    assert {row.position for row in db.session.query(CalledResponder).filter(CalledResponder.told_at.is_not(None))} == {
        1, 2, 3,
    }  # fmt: skip


def test_put_back_and_forth_every_step_is_told_once_in_a_round(call, told):
    heard = [told()]
    for jump in (-3600, 7200, -3600, 3600):
        heard.append(told(seconds=jump))
        heard.append(told(seconds=62))
    everybody = set().union(*heard)
    assert everybody == set().union(*STEPS)


def test_put_back_before_it_was_sent_a_message_goes_out_at_once(call, told):
    assert told(hours=-2) >= STEPS[0]


def test_put_back_while_a_killed_worker_held_a_message_it_is_free_again(call, told):
    assert claim(Channel.EMAIL, clock.now(), is_urgent=True) is not None
    heard = told(hours=-2)
    assert heard >= STEPS[0], "a lease from the future holds nobody"


def test_put_back_a_channel_that_failed_does_not_rest_for_hours(call, told):
    db.session.add(WayOut(name="email", channel=Channel.EMAIL, failures=5, failed_at=clock.now() + timedelta(hours=1)))
    db.session.commit()
    assert told() == STEPS[0]


@pytest.mark.parametrize("day, hour", [("2027-03-28", 1), ("2027-10-31", 2)])
def test_when_summer_time_begins_and_ends_a_minute_is_a_minute(cast, told, day, hour):
    """Half a minute before the school's clock jumps: the second step comes a minute after the first."""
    year, month, number = map(int, day.split("-"))
    before = i18n.at_school(i18n.local_date(clock.now()).replace(year=year, month=month, day=number), hour, 59)
    clock.advance(seconds=(before - clock.now()).total_seconds() + 30)
    call = a_call(cast)
    db.session.commit()
    assert told() == STEPS[0] and told(seconds=50) == set()
    assert told(seconds=11) == STEPS[1]
    raised = db.session.get_one(HelpCall, call.id)
    assert raised.climbs_at - raised.raised_at < timedelta(minutes=3)


def test_no_message_is_left_behind_by_any_of_it(call, told):
    for jump in (0, -7200, 7300, -60, 120, -86400, 86500):
        told(seconds=jump)
    told(seconds=5)
    assert db.session.query(Message).filter_by(state=State.WAITING, kind="help_call").count() == 0
