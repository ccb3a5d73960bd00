"""Which way a message goes: the rules as a table, then what a person has, chose and lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect

from portal import channels, clock, outbox
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.channels import AddressRefused, CannotSend, ChannelDown, DeviceGone, NeverSends
from portal.channels.sms import words_of
from portal.db import db, transaction
from portal.outbox import Channel, Digest, DigestPost, Message, PushDevice, State, Topic, Undelivered
from portal.outbox.rules import Matter, Reason, channels_for, is_believed, is_the_end, reason_of, topic_of
from portal.school.models import Person
from tests.stories import a_call, a_device

EMAIL, SMS, PUSH, SCREEN = Channel
NEWS, URGENT, TALK, SECURITY, HELP = Topic
CALL, PROOF = Matter(HELP, is_urgent=True), Matter(SECURITY, is_urgent=True)


def ways(text: str) -> dict[Channel, bool]:
    """ "e" an e-mail address, "E" one that is verified; "s" and "S" a phone, "p" a device."""
    letters = {"e": EMAIL, "s": SMS, "p": PUSH}
    return {letters[letter.lower()]: letter.isupper() or letter == "p" for letter in text}


@pytest.mark.parametrize("matter, has, chosen, goes", [
    # Nothing chosen: the first address that was shown to work, else the first way there is, else the screen.
    (Matter(TALK), "esp", None, (EMAIL,)), (Matter(TALK), "Sp", None, (SMS,)),
    (Matter(TALK), "es", None, (EMAIL,)), (Matter(TALK), "s", None, (SMS,)),
    (Matter(TALK), "eS", None, (SMS,)), (Matter(TALK), "ES", None, (EMAIL,)), (Matter(TALK), "Ep", None, (EMAIL,)),
    (Matter(TALK), "p", None, (PUSH,)), (Matter(TALK), "", None, (SCREEN,)), (Matter(SECURITY), "es", None, (EMAIL,)),
    (Matter(SECURITY), "", None, (SCREEN,)), (Matter(HELP), "e", None, (EMAIL,)),
    # News costs nobody a text message as long as there is another way.
    (Matter(NEWS), "Esp", None, (EMAIL,)), (Matter(NEWS), "sp", None, (PUSH,)), (Matter(NEWS), "s", None, (SMS,)),
    (Matter(NEWS), "eS", None, (EMAIL,)), (Matter(NEWS), "", None, (SCREEN,)),
    # Chosen: all of them that reach the person; none chosen: the screen; none of them left: as if not chosen.
    (Matter(NEWS), "esp", {EMAIL, PUSH}, (EMAIL, PUSH)), (Matter(NEWS), "esp", {SMS}, (SMS,)),
    (Matter(NEWS), "esp", set(), (SCREEN,)), (Matter(TALK), "s", {EMAIL}, (SMS,)),
    (Matter(TALK), "", {EMAIL}, (SCREEN,)),
    # Urgent news goes wherever it costs nothing, whatever was chosen; else by text message, else on the screen.
    (Matter(URGENT), "esp", None, (EMAIL, PUSH)), (Matter(URGENT), "ep", set(), (EMAIL, PUSH)),
    (Matter(URGENT), "s", {EMAIL}, (SMS,)), (Matter(URGENT), "", None, (SCREEN,)),
    # What is never switched off does not listen to choices.
    (Matter(SECURITY), "es", set(), (EMAIL,)), (CALL, "esp", set(), (EMAIL, SMS, PUSH)),
    # A call for help goes everywhere at once.
    (CALL, "esp", None, (EMAIL, SMS, PUSH)), (CALL, "p", None, (PUSH,)), (CALL, "", None, (SCREEN,)),
    # A proof goes to an address that it shows to work; never to a screen or a phone's lock screen.
    (PROOF, "esp", None, (EMAIL,)), (PROOF, "eS", None, (EMAIL,)), (PROOF, "s", None, (SMS,)), (PROOF, "p", None, ()),
    (PROOF, "", None, ()),
])  # fmt: skip
def test_where_a_message_goes(matter, has, chosen, goes):
    assert channels_for(matter, ways(has), chosen) == goes


@pytest.mark.parametrize("template, topic", [
    ("news/messages/new.txt", NEWS), ("news/messages/urgent.txt", URGENT),
    ("conversations/messages/booked.txt", TALK),
    ("help_calls/messages/come.txt", HELP), ("accounts/messages/link.txt", SECURITY),
    ("incidents/messages/new.txt", SECURITY), ("a_later_feature/messages/x.txt", SECURITY),
])  # fmt: skip
def test_what_a_message_is_about_stands_in_the_name_of_its_template(template, topic):
    assert topic_of(template) is topic


def test_what_a_bounce_means():
    assert [reason_of(status) for status in ("5.1.1", "5.2.2", "4.2.2", "5.7.1", "4.4.7")] == [
        Reason.UNKNOWN, Reason.FULL, Reason.FULL, Reason.REFUSED, Reason.REFUSED,
    ]  # fmt: skip
    assert is_the_end("5.1.1", 0) and not is_the_end("5.2.2", 1) and is_the_end("5.2.2", 2)
    early, late = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 2, tzinfo=UTC)
    assert is_believed(verified_at=None, failed_at=None) and is_believed(verified_at=late, failed_at=early)
    assert not is_believed(verified_at=None, failed_at=early) and not is_believed(verified_at=early, failed_at=late)


@pytest.fixture
def tell(cast):
    """Queue a message to somebody: `tell("bart", "news")`; returns its rows, a channel each."""

    def queue(who: str, topic: str = "news", **more) -> list[Message]:
        before = db.session.query(Message).count()
        templates = {"news": "news/messages/new.txt", "talk": "conversations/messages/opened.txt"}
        with transaction():
            outbox.queue(anew(cast, who), templates[topic], cast.classes["3B"], now=clock.now(), path="/classes/1",
                         class_name="3B", **more)  # fmt: skip
        return db.session.query(Message).order_by(Message.id).all()[before:]

    return queue


def anew(cast, who: str) -> Person:
    (number,) = inspect(cast.people[who]).identity
    return db.session.get_one(Person, number, populate_existing=True)


def change(cast, who: str, **values) -> None:
    with transaction():
        for name, value in values.items():
            setattr(anew(cast, who), name, value)


def device_of(cast, who: str = "bart", **more) -> int:
    accounts.start_session(anew(cast, who), "a phone", now=clock.now())
    db.session.flush()
    session = db.session.query(UserSession).filter_by(person_id=cast.people[who].id).order_by(UserSession.id).all()[-1]
    number = a_device(anew(cast, who), session, **more).id
    db.session.commit()
    return number


def test_who_has_no_mail_gets_a_short_text_message(cast, with_sms, tell, work):
    change(cast, "bart", email=None, phone="06 12345678")
    tell("bart", "talk")
    (parcel,) = work()
    assert parcel.to == "+31612345678" and parcel.school == "De Regenboog"
    assert words_of(parcel) == "De Regenboog: Kies een tijd voor een gesprek http://127.0.0.1:8000/classes/1"


def test_a_landline_is_no_way_and_neither_is_a_school_without_a_gateway(cast, tell, with_sms, app, monkeypatch):
    change(cast, "bart", email=None, phone="030 123 45 67")
    assert [m.channel for m in tell("bart")] == [SCREEN]
    change(cast, "bart", phone="06 12345678")
    assert [m.channel for m in tell("bart")] == [SMS]
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], sms_url=""))
    assert [m.channel for m in tell("bart")] == [SCREEN]


def test_each_device_gets_its_notice_and_the_portal_shows_the_message_once(cast, tell, work):
    change(cast, "bart", email=None)
    numbers = [device_of(cast) for _device in range(2)]
    rows = tell("bart")
    assert [(m.channel, m.address, m.is_shown) for m in rows] == [
        (PUSH, str(numbers[0]), True), (PUSH, str(numbers[1]), False),
    ]  # fmt: skip
    notices = work()
    assert [notice.text for notice in notices] == ["Er is nieuws van groep 3B"] * 2
    received, _has_older = outbox.received_by(anew(cast, "bart"))
    assert len(received) == 1


def test_a_notice_says_no_more_than_that_there_is_a_message(cast, tell, work):
    change(cast, "bart", email=None)
    device_of(cast)
    tell("bart", "talk")
    (notice,) = work()
    assert notice.text == "Er is een bericht voor je." and notice.device is not None


def test_a_browser_that_signed_out_is_silent(cast, tell, work):
    change(cast, "bart", email=None)
    device_of(cast)
    tell("bart")
    db.session.query(UserSession).update({"revoked_at": clock.now()})
    db.session.commit()
    assert work() == [], "it was on its way when he signed out"
    assert [m.channel for m in tell("bart")] == [SCREEN]
    received, _has_older = outbox.received_by(anew(cast, "bart"))
    assert len(received) == 2


def test_a_phone_that_is_shared_belongs_to_who_asked_last(cast):
    device_of(cast, "bart")
    bart = db.session.query(PushDevice).one()
    given = channels.Device(bart.endpoint, "p", "a")
    accounts.start_session(anew(cast, "dana"), "the same phone", now=clock.now())
    session = db.session.query(UserSession).order_by(UserSession.id).all()[-1]
    outbox.keep_device(anew(cast, "dana"), session.id, given, service="x", name="", now=clock.now())
    db.session.commit()
    assert outbox.devices_of(anew(cast, "bart")) == [] and len(outbox.devices_of(anew(cast, "dana"))) == 1


def test_devices_lie_sealed(cast):
    from tests.conftest import rows

    device_of(cast)
    (row,) = rows("push_device")
    assert "https://push.example" not in str(row) and "p256dh" not in str(row)


@pytest.fixture
def failing(monkeypatch):
    """Channels that fail: `failing(email=ChannelDown("…"))`; the others are recorded."""

    def fails(**troubles: CannotSend):
        def sender(channel, _settings):
            def send(parcel):
                tried.append(channel)
                if channel in troubles:
                    raise troubles[channel]
                channels.record(parcel)

            return send

        monkeypatch.setattr(channels, "sender_for", sender)
        return tried

    tried: list[str] = []
    return fails


def test_a_device_that_is_gone_is_forgotten_and_the_message_goes_by_mail(cast, tell, work, failing):
    device_of(cast)
    outbox.choose(anew(cast, "bart"), NEWS, {PUSH})
    db.session.commit()
    tell("bart")
    failing(push=DeviceGone("push service: 410"))
    (parcel,) = work()
    assert parcel.to == "bart@regenboog.example"
    assert db.session.query(PushDevice).count() == 0 and outbox.failed() == []


def test_mail_that_is_refused_goes_by_text_message_and_the_address_is_given_up(cast, tell, work, failing, with_sms):
    failing(email=AddressRefused("mail server: 550", "5.1.1"))
    tell("bart")
    assert [parcel.to for parcel in work()] == ["+31600000000"]
    assert not outbox.has_working_email(anew(cast, "bart"))
    assert db.session.query(Undelivered).one().reason == Reason.UNKNOWN


def test_what_is_refused_and_has_no_other_way_waits_for_the_office(cast, tell, work, failing):
    failing(email=NeverSends("mail server: 554"))
    tell("bart")
    work()
    assert [message.state for message in outbox.failed()] == [State.FAILED]
    assert outbox.has_working_email(anew(cast, "bart")), "it was about us, not about the address"
    assert outbox.failing_people() == {cast.people["bart"].id}


def test_a_proof_is_tried_even_where_mail_came_back_and_is_shown_nowhere(cast, work):
    change(cast, "bart", email_failed_at=clock.now())
    with transaction():
        outbox.queue(anew(cast, "bart"), "accounts/messages/link.txt", cast.classes["3B"], now=clock.now(),
                     path="/sign-in/link/secret", is_urgent=True)  # fmt: skip
    assert [parcel.to for parcel in work()] == ["bart@regenboog.example"]
    assert outbox.received_by(anew(cast, "bart")) == ([], False)


def test_a_server_that_takes_nothing_rests_and_burns_no_tries(cast, tell, work, failing):
    tried = failing(email=ChannelDown("mail server: TimeoutError"))
    for _message in range(5):
        tell("bart")
    work()
    assert tried == ["email"], "one message found out; the others did not stand waiting before it"
    clock.advance(seconds=11)
    work()
    assert tried == ["email"] * 2
    clock.advance(seconds=11)
    work()
    assert tried == ["email"] * 2, "it rests longer each time"
    assert sum(message.attempts for message in db.session.query(Message)) == 2


def test_a_server_that_asks_for_a_longer_rest_gets_it(cast, tell, work, failing):
    tried = failing(email=ChannelDown("mail server: 421", rests_for=600))
    tell("bart")
    work()
    clock.advance(seconds=599)
    work()
    assert tried == ["email"]
    clock.advance(seconds=2)
    failing()
    assert len(work()) == 1


def test_a_dead_mail_server_delays_no_notice_and_no_text_message_of_a_call_for_help(
    cast, visit, work, failing, with_sms
):
    device_of(cast, "ravi")
    tried = failing(email=ChannelDown("mail server: TimeoutError"))
    a_call(cast)
    db.session.commit()
    sent = work()
    assert [parcel.to for parcel in sent[1:]] == ["+31600000000"] * 2 and sent[0].device is not None
    assert tried == ["push", "sms", "sms", "email"], "and it is knocked at once, not at each of its messages"
    clock.advance(seconds=6)
    failing()
    assert {parcel.to for parcel in work()} == {"ravi@regenboog.example", "elif@regenboog.example"}


def test_one_push_service_that_is_down_delays_no_other(cast, tell, work, monkeypatch):
    def send(parcel):
        if "down.example" in parcel.device.endpoint:
            raise ChannelDown("push service: 503")
        channels.record(parcel)

    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: send)
    change(cast, "bart", email=None)
    device_of(cast, host="down.example")
    device_of(cast, host="up.example")
    tell("bart")
    tell("bart")
    assert [parcel.device.endpoint.split("/")[2] for parcel in work()] == ["up.example"] * 2


def test_urgent_goes_before_what_waited_longer(cast, tell, work):
    tell("dana")
    clock.advance(minutes=1)
    a_call(cast)
    db.session.commit()
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["ravi", "elif", "dana"]


def test_an_urgent_message_knocks_longer_than_a_server_keeps_strangers_waiting(cast, work, failing):
    """Greylisting: a server takes nothing from an unknown sender for some five minutes."""
    failing(email=CannotSend("mail server: 451"))
    with transaction():
        outbox.queue(
            anew(cast, "bart"), "accounts/messages/link.txt", cast.classes["3B"], now=clock.now(), is_urgent=True
        )
    for _second in range(62):
        work()
        clock.advance(seconds=5)
    failing()
    clock.advance(seconds=30)
    assert len(work()) == 1


def test_a_retry_goes_to_the_address_of_now_and_at_once(cast, tell, work, failing):
    failing(email=ChannelDown("mail server: OSError"))
    (message,) = tell("bart")
    db.session.query(Message).update({"attempts": outbox.LIMIT - 1})
    db.session.commit()
    work()
    assert len(outbox.failed()) == 1
    change(cast, "bart", email="bart@new.example")
    failing()
    with transaction():
        outbox.retry(outbox.failed()[0], now=clock.now())
    assert [parcel.to for parcel in work()] == ["bart@new.example"]


def test_looking_for_work_takes_nobodys_turn_to_write(cast, queries):
    with queries() as asked:
        for lane in (*outbox.URGENT_LANES, *outbox.LANES):
            assert lane(clock.now()) is False
    assert len([question for question in asked if question.startswith("SELECT")]) == 6
    assert not any("IMMEDIATE" in question or "UPDATE" in question for question in asked)


def test_choosing_costs_one_question_for_each_receiver(cast, queries):
    people, school_class = [anew(cast, f"parent{n}") for n in range(1, 13)], cast.classes["3B"]
    with queries() as asked:
        for person in people:
            outbox.queue(person, "news/messages/new.txt", school_class, now=clock.now(), class_name="3B")
    assert len(asked) <= len(people), "\n".join(asked)


def test_messages_are_let_go_after_three_months_and_troubles_after_a_year(cast, tell, work):
    tell("bart")
    work()
    clock.advance(days=91)
    ended = {model: db.session.query(model).filter(over).count() for model, over in outbox.run_out(clock.now())}
    assert ended == {Message: 1, DigestPost: 0, Digest: 0, Undelivered: 0}
    db.session.add(Undelivered(person_id=cast.people["bart"].id, channel=EMAIL, reason=Reason.FULL, status="5.2.2",
                               at=clock.now() - timedelta(days=366)))  # fmt: skip
    assert sum(db.session.query(model).filter(over).count() for model, over in outbox.run_out(clock.now())) == 2
