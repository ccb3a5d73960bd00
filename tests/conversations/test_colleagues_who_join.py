"""A colleague joins a conversation, or stands in for a day: told, with a page of those conversations and no other."""

import pytest
from icalendar import Calendar

from portal import clock
from portal.conversations import actions
from portal.conversations.models import Attending, Booking
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def booked(cast, work) -> list[Booking]:
    """Two conversations of 3B on one day."""
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=3)
    pairs = ((slots[0], "fleur", "bart"), (slots[1], "yusuf", "amina"))
    found = [actions.book(s, cast.pupils[c], cast.people[who], now=clock.now()) for s, c, who in pairs]
    db.session.commit()
    work()
    return found


def add(visitor, booking, colleague, whole_day="no"):
    fields = {"colleague": colleague.id, "whole_day": whole_day}
    return visitor.post(f"/conversations/bookings/{booking.id}/colleagues", fields)


def test_a_colleague_who_joins_sees_that_conversation_and_no_other(cast, booked, visit, work):
    celik, noor = visit("celik"), cast.people["noor"]
    for _twice in range(2):
        added = add(celik, booked[0], noor)
        if added.status == 303:
            assert noor.full_name in celik.follow(added)
    assert db.session.query(Attending).count() == 1
    (parcel,) = work()
    assert parcel.to.startswith("noor") and "/conversations/joining" in parcel.text and "Visser" not in parcel.text
    assert Calendar.from_ical(parcel.calendar)["METHOD"] == "REQUEST"
    page = visit("noor").get("/conversations/joining")
    assert "Fleur" in page and "Yusuf" not in page
    assert visit("noor").get(f"/conversations/slots/{booked[0].slot_id}").status == 403
    assert "Fleur" not in visit("ravi").get("/conversations/joining")
    assert visit("bart").get("/conversations/joining").status == 403


def test_a_teacher_of_another_class_stands_in_for_the_whole_day(cast, booked, visit, work):
    assert add(visit("celik"), booked[0], cast.people["vos"], "yes").status == 303
    assert db.session.query(Attending).count() == 2
    assert len([parcel for parcel in work() if parcel.to.startswith("vos")]) == 2
    vos = visit("vos")
    assert "/conversations/joining" in vos.get("/conversations").links
    page = vos.get("/conversations/joining")
    assert "Fleur" in page and "Yusuf" in page
    assert vos.get(f"/conversations/slots/{booked[1].slot_id}").status == 404, "only what they join"
    assert "/conversations/joining" not in visit("celik").get("/conversations").links


def test_who_joins_hears_of_a_change_and_who_is_taken_out_hears_that(cast, booked, visit, work):
    celik, noor = visit("celik"), cast.people["noor"]
    add(celik, booked[0], noor)
    work()
    celik.post(f"/conversations/slots/{booked[0].slot_id}/room", {"where": "Lokaal 7"})
    (parcel,) = [each for each in work() if each.to.startswith("noor")]
    assert "Lokaal 7" in parcel.text and "/conversations/joining" in parcel.text
    for _twice in range(2):
        assert celik.post(f"/conversations/bookings/{booked[0].id}/colleagues/{noor.id}/remove").status == 303
    (parcel,) = work()
    assert parcel.to.startswith("noor") and Calendar.from_ical(parcel.calendar)["METHOD"] == "CANCEL"
    assert "Fleur" not in visit("noor").get("/conversations/joining")


def test_a_family_the_own_team_or_nobody_is_no_colleague_to_add(cast, booked, visit):
    celik = visit("celik")
    for who in ("amina", "jansen"):
        assert add(celik, booked[0], cast.people[who]).status == 422
    assert celik.post(f"/conversations/bookings/{booked[0].id}/colleagues", {}).status == 422
    actions.cancel(booked[0], cast.people["bart"], now=clock.now())
    assert add(celik, booked[0], cast.people["noor"]).status == 422
    assert db.session.query(Attending).count() == 0


def test_another_team_cannot_add_anybody(cast, booked, visit):
    assert add(visit("vos"), booked[0], cast.people["vos"]).status == 404
    assert add(visit("noor"), booked[0], cast.people["noor"]).status == 403
    assert db.session.query(Attending).count() == 0
