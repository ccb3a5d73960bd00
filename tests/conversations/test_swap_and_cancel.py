"""Changing the time is one step; cancelling tells the other side; the calendar item stays the same item."""

import pytest
from icalendar import Calendar

from portal import clock
from portal.conversations import actions
from portal.conversations.models import Booking
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def booked(cast, work):
    """Bart's conversation at the first of eight times."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    work()
    return booking, slots


def _event(parcel):
    (event,) = Calendar.from_ical(parcel.calendar).walk("VEVENT")
    return event


def test_a_swap_moves_the_same_calendar_item_and_frees_the_old_time(cast, booked, visit, work):
    booking, slots = booked
    uid, bart = booking.uid, visit("bart")
    assert "data-slot" in bart.get(f"/conversations/bookings/{booking.id}/move").html
    assert bart.post(f"/conversations/bookings/{booking.id}/move/{slots[4].id}").status == 303
    parcels = work()
    assert {p.to.partition("@")[0] for p in parcels} == {"bart", "celik", "jansen"}
    for parcel in parcels:
        event = _event(parcel)
        assert (event["UID"], event["SEQUENCE"], parcel.calendar_method) == (uid, 1, "REQUEST")
        assert event.decoded("DTSTART") == slots[4].starts_at
    actions.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())


def test_a_swap_to_a_taken_time_leaves_everything_as_it_was(cast, booked, visit, work):
    booking, slots = booked
    actions.book(slots[1], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    work()
    refused = visit("bart").post(f"/conversations/bookings/{booking.id}/move/{slots[1].id}")
    assert refused.status == 422 and refused.alerts == 1
    db.session.refresh(booking)
    assert (booking.slot_id, booking.sequence) == (slots[0].id, 0)
    assert work() == []


def test_swapping_to_the_time_one_has_changes_nothing(cast, booked, visit, work):
    booking, slots = booked
    assert visit("bart").post(f"/conversations/bookings/{booking.id}/move/{slots[0].id}").status == 303
    assert work() == []


def test_cancelling_tells_both_sides_and_withdraws_the_item(cast, booked, visit, work):
    booking, slots = booked
    uid, bart = booking.uid, visit("bart")
    assert "Çelik" in bart.get(f"/conversations/bookings/{booking.id}/cancel"), "the question names who is told"
    assert bart.post(f"/conversations/bookings/{booking.id}/cancel").status == 303
    parcels = work()
    assert {p.to.partition("@")[0] for p in parcels} == {"bart", "celik", "jansen"}
    for parcel in parcels:
        event = _event(parcel)
        assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (uid, 1, "CANCELLED")
        assert parcel.calendar_method == "CANCEL"
    assert actions.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now()).uid != uid


def test_cancelling_twice_is_once(cast, booked, visit, work):
    booking, _slots = booked
    bart = visit("bart")
    for _press in range(2):
        assert bart.post(f"/conversations/bookings/{booking.id}/cancel").status == 303
    assert len(work()) == 3


def test_a_teacher_cancels_with_a_reason_that_the_family_reads(cast, booked, visit, work):
    booking, _slots = booked
    celik = visit("celik")
    assert celik.post(f"/conversations/bookings/{booking.id}/call-off", {"reason": ""}).status == 422
    assert celik.post(f"/conversations/bookings/{booking.id}/call-off", {"reason": "Ik ben ziek."}).status == 303
    to_bart = next(p for p in work() if p.to.startswith("bart"))
    assert "Ik ben ziek." in to_bart.text and "Çelik" in to_bart.text


def test_the_other_household_cannot_touch_it(cast, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    pawel = visit("pawel")
    for deed in ("move", "cancel"):
        assert pawel.get(f"/conversations/bookings/{booking.id}/{deed}").status == 404
    assert pawel.post(f"/conversations/bookings/{booking.id}/cancel").status == 404
    assert db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).count() == 1
