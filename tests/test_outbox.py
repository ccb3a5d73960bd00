"""Messages: kept with their cause, sent once when all is well, never lost, given up at a limit."""

from datetime import timedelta
from itertools import pairwise

import pytest

from portal import channels, clock, outbox
from portal.channels import CannotSend, NeverSends
from portal.db import db, transaction
from portal.outbox import LIMIT, Channel, Message, State, taken
from portal.school.models import SchoolClass
from tests.meanwhile import meanwhile

TEMPLATE = "accounts/messages/link.txt"


@pytest.fixture
def queued(cast):
    def queue(who="bart", **kwargs):
        with transaction():
            outbox.queue(cast.people[who], TEMPLATE, cast.classes["3B"], now=clock.now(), path="/x", **kwargs)

    return queue


@pytest.fixture
def broken_mail(monkeypatch):
    """A mail server that refuses with the given trouble."""

    def breaks(trouble):
        def send(_parcel):
            raise trouble

        monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: send)

    return breaks


def test_a_message_goes_out_once_in_the_receivers_language(queued, work):
    queued("bart")
    queued("amina")
    sent = work()
    assert [(p.to.partition("@")[0], p.language) for p in sent] == [("bart", "nl"), ("amina", "ar")]
    assert work() == []


def test_what_is_rolled_back_is_never_sent(cast, work):
    outbox.queue(cast.people["bart"], TEMPLATE, cast.classes["3B"], now=clock.now())
    db.session.rollback()
    assert work() == []


def test_urgent_messages_go_first(queued, work):
    queued("bart")
    queued("amina", is_urgent=True)
    assert [p.to.partition("@")[0] for p in work()] == ["amina", "bart"]


def test_a_message_that_fails_waits_longer_each_time_and_is_given_up_at_the_limit(queued, work, broken_mail):
    broken_mail(CannotSend("mail server: 451"))
    queued()
    waits = []
    for _hour in range(LIMIT + 4):
        work()
        db.session.expire_all()
        message = db.session.query(Message).one()
        waits += [message.due_at - clock.now()] if message.state is State.WAITING else []
        clock.advance(hours=1)
    assert len(waits) == LIMIT - 1 and all(later > wait * 1.9 for wait, later in pairwise(waits))
    assert (message.attempts, message.state, message.trouble) == (LIMIT, State.FAILED, "mail server: 451")
    assert outbox.failed() == [message]


def test_a_message_refused_for_good_is_not_tried_again(queued, work, broken_mail):
    broken_mail(NeverSends("mail server: 550"))
    queued()
    work()
    assert db.session.query(Message).one().attempts == 1
    assert db.session.query(Message).one().state == State.FAILED


@pytest.mark.parametrize("trouble", [NeverSends("mail server: 550"), CannotSend("mail server: 451")])
def test_what_is_dropped_while_a_server_thinks_about_it_stays_dropped(trouble, cast, queued, work, app, monkeypatch):
    number = cast.classes["3B"].id

    def send(_parcel):
        meanwhile(app, lambda: outbox.drop_waiting(db.session.get_one(SchoolClass, number)))
        raise trouble

    queued()
    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: send)
    work()
    assert [(message.state, message.trouble) for message in db.session.query(Message)] == [(State.DROPPED, "")]
    clock.advance(days=1)
    assert work() == [] and outbox.failed() == []


def test_a_crash_between_claiming_and_sending_delays_but_never_loses(queued, work, recorded):
    queued()
    assert outbox.claim(Channel.EMAIL, clock.now(), is_urgent=False) is not None
    assert work() == [], "another worker holds it"
    clock.advance(seconds=61)
    assert len(work()) == 1 and len(recorded) == 1


def test_the_office_can_try_a_failed_message_again(queued, work, broken_mail, monkeypatch):
    broken_mail(NeverSends("mail server: 550"))
    queued()
    work()
    monkeypatch.undo()
    with transaction():
        outbox.retry(outbox.failed()[0], now=clock.now())
    assert len(work()) == 1


def test_a_proof_for_a_person_without_an_address_goes_nowhere(cast, work):
    with transaction():
        cast.people["bart"].email = None
        about = cast.classes["3B"]
        assert outbox.queue(cast.people["bart"], TEMPLATE, about, now=clock.now(), is_urgent=True) is None
    assert work() == []


def test_messages_lie_encrypted(queued):
    from tests.conftest import rows

    queued()
    assert "bart@regenboog" not in str(rows("message")) and "Bart" not in str(rows("message"))


@pytest.mark.parametrize("microsecond", [0, 1, 499, 501, 123_456, 999_999])
def test_a_message_that_a_server_took_the_moment_it_was_claimed_was_taken(app, monkeypatch, microsecond):
    now = clock.now().replace(microsecond=microsecond)
    monkeypatch.setattr(clock, "now", lambda: now)
    taken.note("message-1-key")
    assert taken.was_noted("message-1-key", since=now)
    assert not taken.was_noted("message-1-key", since=now + timedelta(microseconds=1))


@pytest.mark.parametrize("was_taken, sent_again", [(True, 0), (False, 1)])
def test_a_worker_killed_just_after_a_server_took_a_message_sends_it_no_second_time(
    was_taken, sent_again, queued, work
):
    queued()
    claimed = outbox.claim(Channel.EMAIL, clock.now(), is_urgent=False)
    assert claimed is not None
    if was_taken:
        claimed.parcel.when_taken()
    # Here it is killed: nothing was written in the database.
    clock.advance(minutes=2)
    assert len(work()) == sent_again
    assert db.session.query(Message).one().state is State.SENT


def test_what_a_server_took_once_is_sent_again_when_somebody_asks_for_it(queued, work):
    queued()
    work()
    message = db.session.query(Message).one()
    outbox.retry(message, now=clock.now())
    db.session.commit()
    assert len(work()) == 1
