"""A message that was given up is shown to the office, which can have it sent again; it never shows what was in it."""

import socket
from dataclasses import replace

import pytest

from portal import clock
from portal.db import db
from portal.outbox import LIMIT, Message, State


@pytest.fixture
def nobody_listens(app, monkeypatch):
    """The school's mail server is switched off."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mail_url=f"smtp://127.0.0.1:{port}"))


def test_what_is_given_up_stands_there_with_the_name_and_the_trouble_and_no_words_of_it(a_message, visit):
    message = a_message("bart", State.FAILED)
    page = visit("office").get("/office")
    assert "Bart Visser" in page and "mail server: 550" in page
    assert message.subject not in page and "bart@" not in page.html
    assert f"/office/messages/{message.id}/retry" in page.forms


def test_a_server_that_is_away_too_long_leaves_the_message_to_the_office(
    a_message, nobody_listens, visit, work, monkeypatch
):
    message = a_message("bart", State.WAITING)
    message.attempts = LIMIT - 1
    assert "Bart Visser" not in visit("office").get("/office"), "it may still arrive"
    work()
    page = visit("office").get("/office")
    assert "Bart Visser" in page and "mail server: ConnectionRefusedError" in page
    monkeypatch.undo()
    visit("office").post(f"/office/messages/{message.id}/retry")
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["bart"]
    assert "Bart Visser" not in visit("office").get("/office")


def test_trying_again_starts_from_the_beginning_of_its_patience(a_message, visit):
    message, office = a_message("bart", State.FAILED), visit("office")
    page = office.follow(office.post(f"/office/messages/{message.id}/retry"))
    assert "We proberen het opnieuw te versturen." in page and "Bart Visser" not in page
    db.session.refresh(message)
    assert (message.state, message.attempts) == (State.WAITING, 0)


@pytest.mark.parametrize("state", [State.SENT, State.WAITING, State.DROPPED])
def test_what_was_not_given_up_stays_as_it_is(state, a_message, visit):
    message, office = a_message("bart", state), visit("office")
    page = office.follow(office.post(f"/office/messages/{message.id}/retry"))
    assert "We proberen het opnieuw" not in page
    db.session.refresh(message)
    assert (message.state, message.attempts) == (state, 8)


def test_pressing_twice_sends_it_once(a_message, visit, work):
    message, office = a_message("bart", State.FAILED), visit("office")
    office.post(f"/office/messages/{message.id}/retry")
    assert len(work()) == 1
    office.post(f"/office/messages/{message.id}/retry")
    assert work() == [] and db.session.query(Message).one().state is State.SENT


def test_newest_first(a_message, visit):
    for who in ("bart", "amina", "dana"):
        a_message(who, State.FAILED)
        clock.advance(minutes=1)
    page = visit("office").get("/office").text
    assert page.index("Dana Kowalska") < page.index("Amina Haddad") < page.index("Bart Visser")


def test_the_page_asks_the_database_the_same_for_one_and_for_many(cast, a_message, visit, queries):
    office = visit("office")
    a_message("bart", State.FAILED)
    office.get("/office")
    with queries() as few:
        office.get("/office")
    for number in range(1, 13):
        a_message(f"parent{number}", State.FAILED)
    with queries() as many:
        office.get("/office")
    # About half of them find out whether help is ready.
    assert len(many) == len(few) <= 24, "\n".join(many)
