"""Both sides hear of a booking a moment after it is kept: once, as it is by then, whatever becomes of the worker."""

import pytest

from portal import clock
from portal.conversations import actions
from portal.conversations.actions import changes, telling
from portal.conversations.models import Booking, BookingChange
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


@pytest.fixture
def book(cast, slots, work):
    work()

    def booked(number: int = 0, who: str = "bart", child: str = "fleur") -> Booking:
        booking = actions.book(slots[number], cast.pupils[child], cast.people[who], now=clock.now())
        db.session.commit()
        return booking

    return booked


def kept(deed) -> None:
    deed()
    db.session.commit()


def subjects(parcels, to: str) -> list[str]:
    return [parcel.subject.partition(":")[0] for parcel in parcels if parcel.to.startswith(to)]


def test_what_is_booked_moved_and_moved_again_before_anybody_heard_is_one_letter(cast, slots, book, work):
    booking, bart = book(), cast.people["bart"]
    kept(lambda: actions.swap(booking, slots[2], bart, now=clock.now()))
    kept(lambda: actions.swap(booking, slots[4], bart, now=clock.now()))
    parcels = work()
    assert subjects(parcels, "bart") == subjects(parcels, "celik") == ["Er is een gesprek afgesproken"]
    assert all("SEQUENCE:2" in parcel.calendar for parcel in parcels) and not db.session.query(BookingChange).count()


def test_what_is_moved_twice_names_the_time_that_they_knew(cast, slots, book, work):
    booking, bart = book(), cast.people["bart"]
    work()
    kept(lambda: actions.swap(booking, slots[2], bart, now=clock.now()))
    kept(lambda: actions.swap(booking, slots[4], bart, now=clock.now()))
    told = [parcel for parcel in work() if parcel.to.startswith("bart")]
    assert len(told) == 1 and "14:00" in told[0].text.partition("Het was")[2] and "15:00" in told[0].text


def test_what_was_moved_and_cancelled_is_cancelled(cast, slots, book, work):
    booking, bart = book(), cast.people["bart"]
    work()
    kept(lambda: actions.swap(booking, slots[2], bart, now=clock.now()))
    kept(lambda: actions.cancel(booking, bart, now=clock.now()))
    parcels = work()
    assert len(parcels) == 3 and {parcel.calendar_method for parcel in parcels} == {"CANCEL"}


def test_nobody_hears_of_what_was_cancelled_before_they_heard_of_it(cast, book, work):
    booking = book()
    kept(lambda: actions.cancel(booking, cast.people["bart"], now=clock.now()))
    assert work() == [] and not db.session.query(BookingChange).count()


def test_a_worker_that_was_killed_delays_a_letter_and_loses_none(book, work):
    book()
    assert changes._claim(clock.now()) is not None
    assert work() == [], "another worker is at it, or was"
    clock.advance(seconds=61)
    assert len(work()) == 3


def test_one_that_breaks_does_not_hold_up_the_others(cast, book, work, monkeypatch):
    broken, tell = book(), telling.tell_booked
    book(3, "amina", "yusuf")

    def told(booking: Booking, *, now) -> None:
        assert booking.id != broken.id, "it breaks"
        tell(booking, now=now)

    with monkeypatch.context() as breaking:
        breaking.setattr(telling, "tell_booked", told)
        with pytest.raises(AssertionError):
            actions.tell_one(clock.now())
        assert {parcel.to.partition("@")[0] for parcel in work()} == {"amina", "celik", "jansen"}
    clock.advance(seconds=61)
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"bart", "celik", "jansen"}


def test_a_reason_that_waits_is_sealed(cast, book, work, stage):
    booking = book()
    work()
    kept(lambda: actions.cancel(booking, cast.people["celik"], reason="Wij zijn ziek", now=clock.now()))
    row = db.session.execute(db.text("SELECT reason FROM booking_change")).scalar_one()
    assert b"ziek" not in bytes(row)
    assert all("Wij zijn ziek" in parcel.text for parcel in work())
