"""A family asks for an interpreter with its booking: the conversation is longer, and goes on in the time after it."""

from datetime import timedelta

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import InterpreterClosed, SlotTaken
from portal.conversations.models import Booking, Slot
from portal.conversations.rules import Interpreter
from portal.db import db
from portal.outbox import Message
from tests.stories import a_round, everybody_is_told

ARABIC = {"interpreter": "school", "interpreter_language": "Arabisch"}


@pytest.fixture
def slots(cast) -> list[Slot]:
    """Eight times of a quarter of an hour; with an interpreter a conversation takes two of them."""
    found = a_round(cast.people["celik"], cast.classes["3B"])
    found[0].round.interpreter_minutes = 15
    db.session.commit()
    return found


def book(visit, cast, slot: Slot, who: str = "amina", pupil: str = "yusuf", **fields):
    return visit(who).post(f"/conversations/slots/{slot.id}/book", {"pupil": cast.pupils[pupil].id} | fields)


def held(cast, pupil: str = "yusuf") -> Booking:
    db.session.expire_all()
    return db.session.query(Booking).filter_by(pupil_id=cast.pupils[pupil].id, cancelled_at=None).one()


def told(who: str, cast) -> list[Message]:
    """What somebody heard about conversations."""
    number = cast.people[who].id
    everybody_is_told()
    return db.session.query(Message).filter_by(person_id=number, kind="booking").all()


def test_who_needs_one_sees_the_times_that_are_long_enough(slots, cast, visit):
    amina, last = visit("amina"), slots[-1].id
    cast.people["amina"].guardian.needs_interpreter = True
    db.session.commit()
    shown = amina.get("/conversations").html
    assert f'data-slot="{last}"' not in shown and f'data-slot="{slots[0].id}"' in shown
    assert 'name="interpreter" value="school"' in shown
    assert f'data-slot="{last}"' in amina.get("/conversations?interpreter=none").html


def test_it_is_booked_with_the_time_after_it(slots, cast, visit):
    assert book(visit, cast, slots[2], **ARABIC).status == 303
    booking = held(cast)
    assert (booking.interpreter, booking.interpreter_language) == (Interpreter.SCHOOL, "Arabisch")
    assert [slot.id for slot in queries.slots_of(booking)] == [slots[2].id, slots[3].id]
    refused = book(visit, cast, slots[3], "bart", "fleur")
    assert refused.status == 422
    assert [letter.body.count("Arabisch") for letter in told("celik", cast)] == [1]


def test_a_press_that_says_nothing_asks_for_none(slots, cast, visit):
    cast.people["amina"].guardian.needs_interpreter = True
    db.session.commit()
    book(visit, cast, slots[0])
    assert held(cast).interpreter is Interpreter.NONE


def test_after_the_day_none_is_asked_for(slots, cast, visit):
    slots[0].round.interpreter_until = clock.now() - timedelta(minutes=1)
    db.session.commit()
    assert "interpreter-form" not in visit("amina").get("/conversations").html
    assert book(visit, cast, slots[0], **ARABIC).status == 422
    with pytest.raises(InterpreterClosed):
        actions.book_set(
            [(slots[0], cast.pupils["yusuf"])], cast.people["amina"], interpreter=Interpreter.PHONE, now=clock.now()
        )
    assert db.session.query(Booking).count() == 0


def test_asked_for_later_it_takes_the_next_time_and_gives_it_back(slots, cast, visit):
    book(visit, cast, slots[0])
    number, amina = held(cast).id, visit("amina")
    assert len(told("celik", cast)) == 1
    for kind, taken in (("phone", 2), ("none", 1)):
        fields = {"interpreter": kind, "language": "Arabisch"}
        assert amina.post(f"/conversations/bookings/{number}/interpreter", fields).status == 303
        assert len(queries.slots_of(held(cast))) == taken
    assert len(told("celik", cast)) == 2, "booked, and what became of it since"


def test_where_it_is_too_short_other_times_are_offered_and_one_press_takes_one(slots, cast, visit):
    book(visit, cast, slots[0])
    book(visit, cast, slots[1], "bart", "fleur")
    number, amina = held(cast).id, visit("amina")
    address, fields = f"/conversations/bookings/{number}/interpreter", {"interpreter": "school", "language": "Arabisch"}
    page = amina.post(address, fields)
    assert page.status == 422 and held(cast).interpreter is Interpreter.NONE
    assert f'name="slot" value="{slots[2].id}"' in page.html
    assert amina.post(address, fields | {"slot": slots[2].id}).status == 303
    assert [slot.id for slot in queries.slots_of(held(cast))] == [slots[2].id, slots[3].id]
    assert amina.post(address, fields | {"slot": 99999}).status == 404


def test_it_moves_with_all_its_time(slots, cast, visit):
    book(visit, cast, slots[0], **ARABIC)
    book(visit, cast, slots[4], "bart", "fleur")
    booking, amina = held(cast), cast.people["amina"]
    with pytest.raises(SlotTaken):
        actions.swap(booking, slots[3], amina, now=clock.now())
    actions.swap(booking, slots[5], amina, now=clock.now())
    assert [slot.id for slot in queries.slots_of(booking)] == [slots[5].id, slots[6].id]
