"""A trouble that lasts is told once, its end is told once, over a way that works, to who can do something about it."""

import pytest

from portal import clock, heartbeat, worker
from portal.db import db
from portal.kiosk.models import KioskDevice
from portal.outbox import Channel, WayOut
from portal.watch import actions
from portal.watch.models import NotedTrouble
from portal.watch.rules import Kind


@pytest.fixture
def look(work, well, beat):
    """Time goes by, every part shows itself but those named, the worker looks; returns what was sent about troubles."""

    def after(*, silent_kiosk: bool = False, **step: float) -> list[tuple[str, str]]:
        clock.advance(**step)
        seen = db.session.query(KioskDevice.seen_at).scalar()
        beat()
        if silent_kiosk:
            db.session.query(KioskDevice).update({"seen_at": seen})
            db.session.commit()
        return [(parcel.to, parcel.subject) for parcel in work() if "/office/readiness" in parcel.link]

    return after


@pytest.fixture
def noted():
    return lambda: [(row.kind, row.over_at is not None) for row in db.session.query(NotedTrouble).order_by("id")]


def break_mail(*, failures: int) -> None:
    db.session.merge(WayOut(name="email", channel=Channel.EMAIL, failures=failures, failed_at=clock.now()))
    db.session.commit()


def test_while_all_is_well_nobody_hears_anything(look, noted):
    assert look() == [] and look(minutes=5) == [] and noted() == []


def test_a_silent_kiosk_is_told_once_and_so_is_its_return(look, noted):
    assert look(seconds=80, silent_kiosk=True) == [], "it may be restarting"
    told = look(minutes=3, silent_kiosk=True)
    assert [to.partition("@")[0] for to, _subject in told] == ["office"]
    assert look(minutes=10, silent_kiosk=True) == [], "once"
    assert look(minutes=1) == [], "it may go away again"
    assert len(look(minutes=2)) == 1 and noted() == [(Kind.KIOSK, True)]
    assert look(minutes=10) == []


def test_a_kiosk_that_comes_and_goes_is_one_trouble(look, noted):
    look(seconds=80, silent_kiosk=True)
    assert len(look(minutes=3, silent_kiosk=True)) == 1
    for _time in range(5):
        assert look(minutes=1) == []
        assert look(seconds=90, silent_kiosk=True) == []
    assert noted() == [(Kind.KIOSK, False)]


def test_a_kiosk_that_is_switched_off_at_night_bothers_nobody(look, tuesday, noted):
    tuesday(18)
    look()
    assert look(hours=2, silent_kiosk=True) == [] and look(minutes=5, silent_kiosk=True) == []
    tuesday(8)
    told = look(minutes=5, silent_kiosk=True)
    assert len(told) == 1, "the school is open and the kiosk is not there"


def test_a_kiosk_in_the_weekend_bothers_nobody(look, tuesday):
    tuesday(10)
    clock.advance(days=4)
    look()
    assert look(minutes=5, silent_kiosk=True) == [] and look(minutes=5, silent_kiosk=True) == []


def test_a_short_trouble_is_written_down_and_not_told(look, noted):
    break_mail(failures=3)
    assert look(seconds=11) == []
    break_mail(failures=0)
    assert look(seconds=11) == [] and noted() == [(Kind.CHANNEL, True)]


def test_broken_mail_is_told_another_way(look, cast, visit):
    break_mail(failures=3)
    look(seconds=11)
    clock.advance(seconds=50)
    break_mail(failures=4)
    look(seconds=11)
    page = visit("office").get("/account/messages/received")
    assert "hulp" in page.html.lower() and "/office/readiness" in page.html


def test_two_workers_that_look_at_once_write_it_down_once(look, noted):
    break_mail(failures=3)
    found = [row.trouble for row in db.session.query(NotedTrouble)]
    assert found == []
    clock.advance(seconds=11)
    actions.look_one(clock.now())
    actions.look_one(clock.now())
    assert noted() == [(Kind.CHANNEL, False)]


def test_a_worker_that_was_away_says_so_when_it_is_back(well, work, noted):
    clock.advance(minutes=30)
    worker._begin()
    heartbeat.beat("worker", clock.now())
    assert [p.to.partition("@")[0] for p in work() if "/office/readiness" in p.link] == ["office"]
    assert (Kind.WORKER, True) in noted()


def test_a_worker_that_was_only_restarted_or_away_at_night_says_nothing(well, work, tuesday, noted):
    clock.advance(seconds=90)
    worker._begin()
    tuesday(19)
    heartbeat.beat("worker", clock.now())
    clock.advance(hours=3)
    worker._begin()
    assert noted() == []
