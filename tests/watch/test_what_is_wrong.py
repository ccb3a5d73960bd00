"""The lamp's reasons: each part that fails is named, for the places that it concerns."""

import pytest

from portal import clock, heartbeat, i18n, outbox
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.outbox import Channel, Message, WayOut
from portal.school.models import Person
from portal.watch.forms import said, said_with_name, what_to_do
from portal.watch.models import SelfTest
from portal.watch.queries import everything_wrong, what_is_wrong
from portal.watch.rules import Kind, Trouble


@pytest.fixture
def at_reception(cast):
    return lambda: what_is_wrong(cast.places["reception"], now=clock.now())


def test_all_is_well(well, at_reception):
    assert at_reception() == [] and everything_wrong(now=clock.now()) == []


def test_a_worker_that_stands_still(well, at_reception):
    clock.advance(seconds=31)
    assert at_reception() == [Trouble(Kind.WORKER)]


def test_a_lane_that_hangs_while_the_worker_lives(well, at_reception):
    clock.advance(seconds=31)
    heartbeat.beat_for(["worker", "lane push urgent", "lane email urgent"], clock.now())
    assert at_reception() == [Trouble(Kind.LANE, "sms")]


def test_a_channel_on_which_nothing_leaves(well, at_reception):
    db.session.add(WayOut(name="email", channel=Channel.EMAIL, failures=3, failed_at=clock.now(), trouble="421"))
    db.session.commit()
    assert at_reception() == [Trouble(Kind.CHANNEL, "email")]


def test_a_step_that_is_late(well, cast, beat, at_reception):
    help_calls.raise_call(cast.places["reception"], key="k", is_quiet=False, now=clock.now())
    db.session.query(Message).update({"state": "sent"})
    db.session.commit()
    clock.advance(seconds=76)
    beat()
    assert at_reception() == [Trouble(Kind.LATE)]


def test_nobody_in_the_chain_of_this_place(well, cast, at_reception):
    numbers = [cast.people[who].id for who in ("ravi", "elif", "sam", "vos", "head")]
    db.session.query(Person).filter(Person.id.in_(numbers)).update({"left_on": i18n.local_date(clock.now())})
    db.session.commit()
    assert at_reception() == [Trouble(Kind.NOBODY, str(cast.places["reception"].id))]
    assert everything_wrong(now=clock.now()) == at_reception()


def test_a_place_with_a_chain_of_its_own_is_not_blamed_for_another(well, cast):
    """Room 12 has no chain: nobody would come; reception stays as it is."""
    assert what_is_wrong(cast.places["room 12"], now=clock.now())[0].kind is Kind.NOBODY
    assert what_is_wrong(cast.places["reception"], now=clock.now()) == []


def test_a_silent_kiosk_is_for_the_office(well, at_reception):
    clock.advance(seconds=80)
    heartbeat.beat("worker", clock.now())
    heartbeat.beat_for(["lane email urgent", "lane sms urgent", "lane push urgent"], clock.now())
    assert at_reception() == []
    (trouble,) = everything_wrong(now=clock.now())
    assert trouble == Trouble(Kind.KIOSK, str(well.id)) and trouble.name == "Balie · 1"


def test_what_the_last_test_found_stays_until_one_passes(well, cast, at_reception):
    here, elsewhere = str(cast.places["reception"].id), str(cast.places["room 12"].id)
    now = clock.now()
    found = [["weak", here, "Receptie"], ["weak", elsewhere, "Lokaal 12"], ["channel", "sms", ""]]
    db.session.add(SelfTest(asked_at=now, began_at=now, ended_at=now, findings=found))
    db.session.commit()
    assert at_reception() == [Trouble(Kind.WEAK, here), Trouble(Kind.CHANNEL, "sms")]
    assert len(everything_wrong(now=now)) == 3
    clock.advance(seconds=1)
    db.session.add(SelfTest(asked_at=clock.now(), began_at=clock.now(), ended_at=clock.now(), findings=[]))
    db.session.commit()
    assert at_reception() == []


def test_a_sign_of_life_from_before_the_clock_was_put_back_says_nothing(well, at_reception):
    """The clock was an hour ahead when the worker died: it does not count as alive for that hour."""
    clock.advance(hours=-1)
    assert at_reception()[0] == Trouble(Kind.WORKER)


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_every_trouble_has_words_in_every_language(app, language):
    troubles = [Trouble(kind, about, "Receptie") for kind in Kind for about in ("", *outbox.OUTSIDE)]
    with i18n.in_language("en"):
        english = {trouble: said(trouble) for trouble in troubles}
    with i18n.in_language(language):
        for trouble in troubles:
            assert said(trouble) and what_to_do(trouble) and "Receptie" in said_with_name(trouble)
            assert language == "en" or said(trouble) != english[trouble]
