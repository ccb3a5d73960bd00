"""A call for help climbs until somebody comes: told as a story, with a clock that is moved."""

from dataclasses import replace

import pytest

from portal import channels, clock
from portal.accounts.models import UserSession
from portal.chains.models import Chain
from portal.db import db
from portal.help_calls import actions
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import Ended, Ending, Part, State
from tests.stories import a_call, a_device


@pytest.fixture
def call(cast):
    found = a_call(cast)
    db.session.commit()
    return found


@pytest.fixture
def told(work):
    """Who is reached by what goes out now, by key, each person once however many channels."""
    return lambda: sorted({parcel.to.partition("@")[0] for parcel in work() if "@" in parcel.to})


def test_the_first_step_is_told_at_once_on_every_channel(cast, work, app, visit, monkeypatch):
    settings = replace(app.config["SETTINGS"], sms_url="https://sms.example", sms_body="to={to}&text={text}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: channels.record)
    visit("ravi")
    session = db.session.query(UserSession).filter_by(person_id=cast.people["ravi"].id).one()
    phones = [a_device(cast.people["ravi"], session) for _device in range(2)]
    a_call(cast)
    parcels = work()
    to = [parcel.to for parcel in parcels]
    assert sorted(to[:2]) == sorted(str(phone.id) for phone in phones), "each of Ravi's devices, and these first"
    assert to[2:4] == ["+31600000000"] * 2
    assert to[4:] == ["ravi@regenboog.example", "elif@regenboog.example"]
    assert "A colleague needs you" in parcels[4].subject and "Een collega heeft je" in parcels[5].subject


def test_nobody_answers_so_the_next_steps_are_told_and_then_everybody_again(call, told):
    assert told() == ["elif", "ravi"]
    clock.advance(seconds=59)
    assert told() == []
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"]
    clock.advance(seconds=60)
    assert told() == ["head"]
    clock.advance(seconds=45)
    assert told() == ["elif", "ravi"], "after the last step the chain starts again"
    db.session.refresh(call)
    assert call.state == State.UNANSWERED
    clock.advance(seconds=60)
    assert told() == ["sam", "vos"]


def test_somebody_comes_and_the_chain_waits(cast, call, told):
    told()
    actions.answer_coming(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    clock.advance(seconds=119)
    assert told() == [] and call.state == State.COMING
    clock.advance(seconds=1)
    assert told() == ["sam", "vos"], "who said to come has not ended it: they may need help too"


def test_when_everybody_told_says_no_the_next_step_comes_at_once(cast, call, told):
    told()
    actions.answer_cannot(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    assert told() == []
    actions.answer_cannot(call, cast.people["elif"], now=clock.now())
    db.session.commit()
    assert told() == ["sam", "vos"]


def test_a_step_with_nobody_to_reach_is_passed_over(cast, told):
    for who in ("ravi", "elif"):
        cast.people[who].email = None
    db.session.commit()
    a_call(cast)
    db.session.commit()
    assert told() == ["sam", "vos"]


def test_a_chain_with_nobody_is_loud_at_once(cast, told):
    for who in ("ravi", "elif", "sam", "vos", "head"):
        cast.people[who].left_on = clock.now().date()
    db.session.commit()
    call = a_call(cast)
    db.session.commit()
    assert told() == [] and call.state == State.UNANSWERED and call.is_open


def test_a_call_keeps_the_chain_it_was_raised_with(cast, call, told):
    told()
    for chain in db.session.query(Chain):
        db.session.delete(chain)
    db.session.commit()
    clock.advance(seconds=60)
    assert told() == ["sam", "vos"]


def test_pressing_twice_makes_one_call(cast, call):
    again = actions.raise_call(cast.places["reception"], key="a press", is_quiet=False, now=clock.now())
    other = actions.raise_call(cast.places["reception"], key="another", is_quiet=False, now=clock.now())
    assert again.id == other.id == call.id and db.session.query(HelpCall).count() == 1


def test_pressing_again_later_calls_more_people(cast, call, told):
    told()
    clock.advance(seconds=15)
    actions.raise_call(cast.places["reception"], key="again", is_quiet=False, now=clock.now())
    db.session.commit()
    assert told() == ["sam", "vos"]
    assert db.session.query(HelpCall).count() == 1


def test_standing_down_tells_everybody_who_was_told_and_nothing_climbs_any_more(cast, call, told, work):
    told()
    actions.answer_coming(call, cast.people["ravi"], now=clock.now())
    actions.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    db.session.commit()
    over = [p for p in work() if "@" in p.to and "voorbij" in p.text + p.subject or "over" in p.subject]
    assert {p.to.partition("@")[0] for p in over} >= {"elif", "ravi"}
    clock.advance(hours=1)
    assert told() == []


def test_what_still_waits_is_not_sent_after_standing_down(cast, call, work):
    actions.stand_down(call, cast.people["head"], Ended(Ending.FALSE_ALARM), now=clock.now())
    db.session.commit()
    assert all("needs you" not in p.subject and "nodig" not in p.subject for p in work())


def test_of_two_who_stand_down_one_is_first(cast, call):
    actions.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    with pytest.raises(actions.CallIsOver):
        actions.stand_down(call, cast.people["elif"], Ended(Ending.SAFE), now=clock.now())
    with pytest.raises(actions.CallIsOver):
        actions.answer_coming(call, cast.people["elif"], now=clock.now())


def test_a_new_call_can_be_raised_after_the_old_one_is_over(cast, call):
    actions.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    assert actions.raise_call(cast.places["reception"], key="new", is_quiet=False, now=clock.now()).id != call.id


def test_everything_is_on_the_timeline_in_order(cast, call, told):
    told()
    clock.advance(seconds=20)
    actions.answer_cannot(call, cast.people["elif"], now=clock.now())
    actions.answer_coming(call, cast.people["ravi"], now=clock.now())
    clock.advance(seconds=30)
    actions.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    events = db.session.query(CallEvent).order_by(CallEvent.id)
    assert [event.what for event in events] == ["raised", "told", "told", "cannot", "coming", "stood-down"]


def test_a_message_names_no_matter_and_no_parent(call, work):
    for parcel in work():
        assert not any(
            word in (parcel.subject + parcel.text).lower() for word in ("agressi", "incident", "ouder", "parent")
        )


def test_each_part_is_one_that_has_words(cast, call):
    from portal.help_calls.forms import PARTS

    assert set(PARTS) == set(Part)
    assert {row.part for row in call.responders} <= set(PARTS)
