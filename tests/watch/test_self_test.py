"""Before each school day all that help needs is tried, nobody is bothered, and what fails stays until it is mended."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import update

from portal import clock, i18n, vault
from portal.chains.models import SchoolHoliday, SchoolHours
from portal.db import db
from portal.outbox import Channel, does_answer
from portal.school.models import Person
from portal.watch import actions
from portal.watch.models import SelfTest
from portal.watch.queries import what_is_wrong
from portal.watch.rules import Kind, Trouble
from tests.postgres import free_port
from tests.servers import Authority, receiving, silent


def done_tests() -> list[SelfTest]:
    """The tests after the one with which the story begins."""
    db.session.rollback()
    return db.session.query(SelfTest).order_by(SelfTest.id).all()[1:]


def nobody_is_verified() -> None:
    db.session.execute(update(Person).values(email_verified_at=None))
    db.session.commit()


@pytest.fixture
def at_half_past_six(well, tuesday, beat):
    tuesday(6, 30)
    beat()


def test_an_hour_before_the_school_opens_all_is_tried_and_nobody_is_bothered(at_half_past_six, work, beat):
    work()
    assert done_tests() == []
    clock.advance(minutes=31)
    beat()
    assert work() == []
    (test,) = done_tests()
    assert test.is_passed and test.day == i18n.local_date(clock.now())
    assert (test.people, test.verified) == (5, 5) and test.round_trip_ms is not None
    clock.advance(hours=3)
    work()
    assert len(done_tests()) == 1, "once a day"


def test_not_on_a_day_without_school(at_half_past_six, work):
    clock.advance(days=4, hours=2)
    work()
    assert done_tests() == []


def test_in_another_time_of_the_year_it_is_the_schools_clock_that_counts(well, work):
    """The Monday after summer time began: seven o'clock comes an hour earlier for the world."""
    monday = i18n.at_school(i18n.local_date(clock.now()).replace(month=3, day=29, year=2027), 6, 59)
    clock.advance(seconds=(monday - clock.now()).total_seconds())
    work()
    assert done_tests() == []
    clock.advance(minutes=2)
    work()
    assert len(done_tests()) == 1


def test_addresses_that_nobody_ever_answered_from_are_a_gap(well, cast, work):
    nobody_is_verified()
    actions.ask_for_test(clock.now())
    db.session.commit()
    work()
    (test,) = done_tests()
    place = str(cast.places["reception"].id)
    assert test.troubles == [Trouble(Kind.WEAK, place)] and (test.people, test.verified) == (5, 0)
    assert Trouble(Kind.WEAK, place) in what_is_wrong(cast.places["reception"], now=clock.now())


def test_a_test_that_failed_is_done_again_until_it_passes(well, work, beat):
    nobody_is_verified()
    actions.ask_for_test(clock.now())
    db.session.commit()
    work()
    db.session.execute(update(Person).values(email_verified_at=clock.now()))
    db.session.commit()
    clock.advance(minutes=16)
    beat()
    work()
    assert [test.is_passed for test in done_tests()] == [False, True]
    clock.advance(minutes=16)
    work()
    assert len(done_tests()) == 2


def test_asked_twice_is_one_test(well):
    first = actions.ask_for_test(clock.now())
    db.session.commit()
    assert actions.ask_for_test(clock.now()).id == first.id


def test_a_test_that_was_interrupted_begins_again(well, work):
    now = clock.now()
    db.session.add(SelfTest(asked_at=now, began_at=now))
    db.session.commit()
    work()
    assert done_tests()[0].ended_at is None, "somebody is at it"
    clock.advance(minutes=3)
    work()
    assert done_tests()[0].ended_at is not None


def test_a_test_that_nobody_does_is_a_trouble(well, cast, beat):
    actions.ask_for_test(clock.now())
    db.session.commit()
    clock.advance(minutes=11)
    beat()
    assert what_is_wrong(cast.places["reception"], now=clock.now()) == [Trouble(Kind.TEST)]


def test_a_day_without_its_test_is_a_trouble(well, cast, tuesday, work, beat):
    tuesday(7, 5)
    work()
    tuesday(8, 15)
    beat()
    assert what_is_wrong(cast.places["reception"], now=clock.now()) == [Trouble(Kind.TEST)]


def test_a_key_that_is_missing_is_found(well, work, monkeypatch):
    actions.ask_for_test(clock.now())
    db.session.commit()
    other = vault.KeyRing()
    other.load("7:" + "ab" * 32, "cd" * 32)
    monkeypatch.setattr(vault.ring, "keys", other.keys)
    assert vault.cannot_open()
    work()
    assert Trouble(Kind.KEYS) in done_tests()[0].troubles


@pytest.fixture
def with_settings(app, monkeypatch):
    def use(**settings) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **settings))

    return use


def test_a_channel_is_asked_without_a_message(with_settings, tmp_path):
    authority = Authority(tmp_path)
    with receiving(authority.server()) as gateway:
        with_settings(sms_url=f"{gateway.url}/sms", sms_body="{to}{text}", ca_file=str(authority.ca_file))
        assert does_answer(Channel.SMS) == "" and gateway.asked == []
        with_settings(ca_file="")
        assert "sms gateway" in does_answer(Channel.SMS), "it cannot prove who it is"


def test_a_channel_that_is_not_there_is_named(with_settings, well, work):
    with_settings(mail_url=f"smtp://127.0.0.1:{free_port()}")
    assert "mail server" in does_answer(Channel.EMAIL)
    actions.ask_for_test(clock.now())
    db.session.commit()
    work()
    assert done_tests()[0].troubles == [Trouble(Kind.CHANNEL, "email")]


def test_a_mail_server_that_hangs_is_let_go(with_settings, monkeypatch):
    monkeypatch.setattr("portal.channels.mail.patience", lambda is_urgent: (0.2, 0.5))
    with silent() as port:
        with_settings(mail_url=f"smtp://127.0.0.1:{port}")
        assert "mail server" in does_answer(Channel.EMAIL)


def test_what_is_not_set_up_needs_no_answer(with_settings):
    assert [does_answer(channel) for channel in (Channel.EMAIL, Channel.SMS, Channel.PUSH)] == ["", "", ""]


def test_not_in_a_holiday(at_half_past_six, work, beat):
    today = i18n.local_date(clock.now())
    db.session.add(SchoolHoliday(name="Herfstvakantie", starts_on=today, ends_on=today))
    db.session.commit()
    clock.advance(hours=1)
    beat()
    work()
    assert done_tests() == []


def test_the_hours_are_those_that_the_school_set(at_half_past_six, work, beat):
    """Open from half past nine on Tuesdays: the test is at half past eight."""
    db.session.add(SchoolHours(weekday=1, starts=time(9, 30), ends=time(12)))
    db.session.commit()
    clock.advance(hours=1, minutes=50)
    beat()
    work()
    assert done_tests() == []
    clock.advance(minutes=15)
    beat()
    work()
    assert len(done_tests()) == 1
