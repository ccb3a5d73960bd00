"""Two presses on one booking at the very same moment: the second sees what the first did, and nobody is told twice."""

import threading
from collections.abc import Callable
from contextvars import Context

import pytest

from portal import clock
from portal.conversations import actions
from portal.conversations.actions import SlotClosed
from portal.conversations.models import Booking, Slot
from portal.db import db, transaction
from portal.outbox import Message
from portal.school.models import Person
from tests.stories import a_round, everybody_is_told


@pytest.fixture
def booked(cast):
    """Bart's booking and the eight times it could be at."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    everybody_is_told()
    return booking.id, [slot.id for slot in slots]


@pytest.fixture
def at_once(app, cast):
    """`at_once(first, second)`: the second press has read the booking before the first is kept, and has to wait for it.

    Returns what the second was refused with, or None.
    """

    def pressed(number: int, first: Callable, second: Callable) -> Exception | None:
        refused: list[Exception | None] = []
        read, answered = threading.Event(), threading.Event()

        def other() -> None:
            with app.app_context():
                # As a request does: what is looked at first is another transaction than what changes it.
                booking, bart = db.session.get_one(Booking, number), db.session.get_one(Person, bart_id)
                db.session.rollback()
                read.set()
                try:
                    with transaction():
                        second(booking, bart)
                    refused.append(None)
                except SlotClosed as refusal:
                    refused.append(refusal)
            answered.set()

        bart_id = cast.people["bart"].id
        with transaction():
            first(db.session.get_one(Booking, number), db.session.get_one(Person, bart_id))
            db.session.flush()
            Context().run(threading.Thread(target=other).start)
            assert read.wait(10) and not answered.wait(0.3), "the second press waits"
        assert answered.wait(10)
        return refused[0]

    return pressed


def cancels(booking: Booking, person: Person) -> None:
    actions.cancel(booking, person, now=clock.now())


def moves_to(number: int) -> Callable:
    return lambda booking, person: actions.swap(booking, db.session.get_one(Slot, number), person, now=clock.now())


def _after(number: int) -> tuple[Booking, int]:
    db.session.rollback()
    everybody_is_told()
    booking = db.session.get_one(Booking, number)
    return booking, db.session.query(Message).filter_by(kind="booking", about=number).count()


def test_cancelled_twice_at_once_is_told_once(booked, at_once):
    number, _slots = booked
    assert at_once(number, cancels, cancels) is None
    booking, messages = _after(number)
    assert (booking.sequence, messages) == (1, 3 + 3)


def test_what_is_cancelled_at_that_moment_is_not_moved(booked, at_once):
    number, slots = booked
    assert isinstance(at_once(number, cancels, moves_to(slots[3])), SlotClosed)
    booking, messages = _after(number)
    assert (booking.cancelled_at is not None, booking.slot_id, booking.sequence, messages) == (True, slots[0], 1, 6)


def test_what_is_moved_at_that_moment_is_cancelled_at_its_new_time(booked, at_once):
    number, slots = booked
    assert at_once(number, moves_to(slots[3]), cancels) is None
    booking, messages = _after(number)
    assert (booking.cancelled_at is not None, booking.slot_id, booking.sequence, messages) == (True, slots[3], 2, 6)


def test_moved_to_two_times_at_once_it_is_at_the_second(booked, at_once):
    number, slots = booked
    assert at_once(number, moves_to(slots[3]), moves_to(slots[5])) is None
    booking, messages = _after(number)
    assert (booking.slot_id, booking.sequence, messages) == (slots[5], 2, 6)
