"""Who may choose first because the team wants to talk, or called their talk off, is told when it can: once."""

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import FirstTold, RoundClass
from portal.conversations.rules import Wanted, Window
from portal.db import db
from portal.school.models import SchoolClass
from tests.stories import a_planned_round


@pytest.fixture
def running(cast):
    """A round of the school that runs; every team filled in an afternoon."""
    found = a_planned_round(cast)
    actions.set_in_motion(found, cast.people["head"], now=clock.now())
    assert found.opens_at and found.views_only_at
    day = found.opens_at + (found.views_only_at - found.opens_at) / 2
    for row in db.session.query(RoundClass):
        start = day.replace(hour=12, minute=0)
        window = Window(start, start.replace(hour=15))
        actions.fill_in(row, cast.people["celik"], [window], gap=0, now=clock.now())
    db.session.commit()
    return found


def go_to(moment) -> None:
    clock.advance(seconds=(moment - clock.now()).total_seconds() + 1)


def want(cast, running, child: str, wanted: Wanted | None = Wanted.WANTED) -> None:
    school_class: SchoolClass = cast.classes["3B"]
    row = db.session.query(RoundClass).filter_by(round_id=running.id, class_id=school_class.id).one()
    actions.say_of_child(
        row, cast.pupils[child], cast.people["celik"], is_apart=True, minutes=None, wanted=wanted, now=clock.now()
    )
    db.session.commit()


def told(parcels) -> dict:
    return {parcel.to.partition("@")[0]: parcel for parcel in parcels}


def test_a_family_with_which_the_team_wants_to_talk_is_told_at_the_head_start_and_not_again(cast, running, work):
    work()
    want(cast, running, "zofia")
    go_to(running.head_start_at)
    early = told(work())
    assert {"dana", "pawel", "amina"} <= early.keys() and "bart" not in early
    assert "before other families" in early["dana"].text and "Zofia" not in early["dana"].text
    assert "قبل" in early["amina"].text
    go_to(running.opens_at)
    late = told(work())
    assert "bart" in late and not {"dana", "pawel", "amina"} & late.keys()
    assert "eerder dan" not in late["bart"].text


def test_who_is_wanted_after_the_head_start_began_is_told_then(cast, running, work):
    go_to(running.head_start_at)
    assert "bart" not in told(work())
    want(cast, running, "fleur")
    assert list(told(work())) == ["bart"]
    want(cast, running, "fleur", None)
    want(cast, running, "fleur")
    assert work() == []


def test_who_has_a_time_already_is_not_asked_to_choose_one(cast, running, work):
    slot = queries.times_of(running.id, cast.classes["3B"].id, since=clock.now())[0][0]
    home = cast.people["bart"].guardian.household
    actions.book_for(slot, cast.pupils["fleur"], home, cast.people["celik"], now=clock.now())
    want(cast, running, "fleur")
    work()
    go_to(running.head_start_at)
    assert "bart" not in told(work())


def test_a_family_whose_talk_was_called_off_is_told_when_it_can_choose(cast, running, work):
    slot = queries.times_of(running.id, cast.classes["3B"].id, since=clock.now())[0][0]
    home = cast.people["bart"].guardian.household
    actions.book_for(slot, cast.pupils["fleur"], home, cast.people["celik"], now=clock.now())
    actions.call_off_day(slot, cast.people["celik"], reason="", now=clock.now())
    db.session.commit()
    work()
    go_to(running.head_start_at)
    assert "bart" in told(work())
    go_to(running.opens_at)
    assert "bart" not in told(work())


def test_without_a_worker_at_the_head_start_they_are_told_with_everybody(cast, running, work):
    want(cast, running, "zofia")
    go_to(running.opens_at)
    assert {"dana", "pawel", "bart", "amina"} <= told(work()).keys()
    assert db.session.query(FirstTold).count() == 0


def test_one_guardian_is_a_piece_and_of_two_workers_one_tells(cast, running, work):
    go_to(running.head_start_at)
    work()
    want(cast, running, "zofia")
    assert actions.tell_first_one(clock.now()) and actions.tell_first_one(clock.now())
    assert not actions.tell_first_one(clock.now())
