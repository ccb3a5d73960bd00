"""An interpreter is asked for with a booking, stands on the list, is confirmed, and everybody is asked in time."""

from datetime import timedelta

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import Booking
from portal.conversations.rules import Interpreter
from portal.db import db
from portal.outbox import Message
from tests.stories import a_round


@pytest.fixture
def booked(cast) -> Booking:
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    return booking


def ask(visit, number: int, kind: str = "school", language: str = "Arabisch"):
    return visit("amina").post(
        f"/conversations/bookings/{number}/interpreter", {"interpreter": kind, "language": language}
    )


def test_a_family_asks_and_changes_its_mind(booked, visit):
    number = booked.id
    for kind, language in (("school", "Arabisch"), ("brings", "Arabisch"), ("none", "")):
        assert ask(visit, number, kind).status == 303
        db.session.expire_all()
        held = db.session.get_one(Booking, number)
        assert (held.interpreter, held.interpreter_language) == (Interpreter(kind), language)


def test_a_language_is_asked_for_and_a_pupil_is_no_choice(booked, visit):
    number = booked.id
    page = visit("amina").get(f"/conversations/bookings/{number}/interpreter")
    assert page.html.count('name="interpreter"') == 4
    assert ask(visit, number, "school", "").status == 422
    assert ask(visit, number, "pupil").status == 422
    db.session.expire_all()
    assert db.session.get_one(Booking, number).interpreter is Interpreter.NONE


def test_after_the_day_it_is_too_late(booked, visit):
    booked.slot.round.interpreter_until = clock.now() - timedelta(minutes=1)
    db.session.commit()
    number = booked.id
    assert "interpreter-form" not in visit("amina").get(f"/conversations/bookings/{number}/interpreter").html
    assert ask(visit, number).status == 422


def test_the_list_says_who_and_when_without_a_childs_surname(booked, cast, visit):
    surname = cast.pupils["yusuf"].last_name
    ask(visit, booked.id, language="=Arabisch")
    page = visit("office").get("/conversations/interpreters")
    file = visit("head").get("/conversations/interpreters.csv").response.get_data(as_text=True)
    for text in (page.text, file):
        assert "Yusuf" in text and "3B" in text and "Arabisch" in text and f"Yusuf {surname}" not in text
    assert "'=Arabisch" in file


def test_the_office_notes_that_the_interpreter_comes_and_a_change_undoes_that(booked, visit):
    number = booked.id
    ask(visit, number)
    for deed, is_confirmed in (("confirm", True), ("unconfirm", False), ("confirm", True)):
        assert visit("office").post(f"/conversations/bookings/{number}/interpreter/{deed}").status == 303
        db.session.expire_all()
        assert (db.session.get_one(Booking, number).interpreter_confirmed_at is not None) is is_confirmed
    ask(visit, number, "phone")
    db.session.expire_all()
    assert db.session.get_one(Booking, number).interpreter_confirmed_at is None
    newest = db.session.query(Message).order_by(Message.id.desc()).limit(1).one()
    assert "/conversations/interpreters" in newest.path


def test_two_days_before_family_and_office_are_told_once(booked, cast, visit):
    amina, office, number = cast.people["amina"].id, cast.people["office"].id, booked.id
    ask(visit, number)

    def told(person: int) -> int:
        return db.session.query(Message).filter_by(person_id=person, kind="booking").count()

    before = told(amina), told(office)
    starts_at = db.session.get_one(Booking, number).slot.starts_at
    for at, more in ((-timedelta(days=3), 0), (-timedelta(days=1), 1), (-timedelta(hours=20), 1)):
        actions.remind_of_interpreter_one(starts_at + at)
        assert (told(amina), told(office)) == (before[0] + more, before[1] + more)


def test_times_beside_a_talk_in_the_same_language_come_first(booked, cast):
    other = cast.pupils["fleur"]
    slots = queries.free_times(booked.round_id, booked.class_id, now=clock.now())
    second = actions.book(slots[4], other, cast.people["bart"], now=clock.now())
    actions.ask_interpreter(booked, cast.people["amina"], Interpreter.SCHOOL, language="Arabisch", now=clock.now())
    assert queries.times_beside(booked, now=clock.now()) == []
    actions.ask_interpreter(second, cast.people["bart"], Interpreter.SCHOOL, language="arabisch ", now=clock.now())
    assert [slot.id for slot in queries.times_beside(booked, now=clock.now())] == [slots[3].id, slots[5].id]
    actions.swap(booked, slots[3], cast.people["amina"], now=clock.now())
    assert queries.times_beside(booked, now=clock.now()) == []


def test_another_family_and_the_other_home_see_nothing(booked, visit):
    for who in ("bart", "dana"):
        assert visit(who).get(f"/conversations/bookings/{booked.id}/interpreter").status == 404
