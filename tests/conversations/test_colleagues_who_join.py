"""A colleague joins a conversation, or stands in for a day: told, with a page of those conversations and no other."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from portal import access, audit, clock
from portal.conversations import actions, queries
from portal.conversations.models import Attending, Booking
from portal.conversations.rules import Side
from portal.db import db
from portal.school.models import Hat, Role, StaffRole
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


def prepared(cast, booking) -> None:
    said = {"proud": {"text": "Trots op het lezen.", "in_conversation": False}}
    actions.write_card(booking, Side.PARENT, said, cast.people["bart"], now=clock.now())
    said = {"well": {"text": "Rekent met plezier.", "in_conversation": False}}
    actions.write_card(booking, Side.TEAM, said, cast.people["celik"], now=clock.now())
    db.session.commit()


def go_to(moment) -> None:
    clock.advance(seconds=(moment - clock.now()).total_seconds() + 1)


def test_who_joins_sees_both_sides_cards_from_a_day_before_until_a_day_after(cast, booked, visit):
    talk, noor = booked[0], visit("noor")
    actions.add_colleague(talk, cast.people["noor"], cast.people["celik"], now=clock.now())
    prepared(cast, talk)
    address = f"/conversations/bookings/{talk.id}/cards"
    assert address in noor.get("/conversations/joining").links
    page = noor.get(address)
    assert page.status == 200 and "data-card" not in page.html and "<form" not in page.html.partition("<main")[2]
    go_to(talk.slot.starts_at - timedelta(days=1))
    page = visit("noor").get(address)
    assert page.html.count("data-card") == 2 and "<textarea" not in page.html
    saw = db.session.query(audit.Audit).filter_by(person_id=cast.people["noor"].id, did="saw", kind="talk_card")
    assert saw.count() == 1, "the family sees who looked"
    go_to(talk.ends_at + timedelta(days=1))
    assert visit("noor").get(address).status == 404


def test_who_joins_one_talk_opens_nothing_else(cast, booked, visit):
    talk, other = booked
    noor, vos = visit("noor"), visit("vos")
    for who in ("noor", "vos"):
        actions.add_colleague(talk, cast.people[who], cast.people["celik"], now=clock.now())
    prepared(cast, talk)
    go_to(talk.slot.starts_at - timedelta(hours=20))
    assert noor.get(f"/conversations/bookings/{other.id}/cards").status == 404
    assert noor.get(f"/conversations/bookings/{talk.id}/agreement").status == 403
    assert vos.get(f"/conversations/bookings/{talk.id}/agreement").status == 404
    assert noor.post(f"/conversations/bookings/{talk.id}/cards/team", {}).status == 403
    assert vos.post(f"/conversations/bookings/{talk.id}/cards/team", {}).status == 404
    assert visit("ravi").get(f"/conversations/bookings/{talk.id}/cards").status == 404
    actions.remove_colleague(talk, cast.people["noor"], cast.people["celik"], now=clock.now())
    db.session.commit()
    assert visit("noor").get(f"/conversations/bookings/{talk.id}/cards").status == 404
    actions.cancel(talk, cast.people["bart"], now=clock.now())
    db.session.commit()
    assert visit("vos").get(f"/conversations/bookings/{talk.id}/cards").status == 404


def test_a_parent_who_works_here_does_not_come_as_a_colleague(cast, booked, visit):
    """Pawel of the other home is also on the staff."""
    talk = actions.book(queries.times_of(booked[0].round_id, booked[0].class_id, since=clock.now())[2][0],
                        cast.pupils["zofia"], cast.people["dana"], now=clock.now())  # fmt: skip
    pawel = cast.people["pawel"]
    pawel.staff_roles.append(StaffRole(role=Role.HELPER))
    actions.add_colleague(talk, pawel, cast.people["celik"], now=clock.now())
    pawel.hat = Hat.STAFF
    db.session.commit()
    assert not may_see(pawel, talk)
    pawel.hat = Hat.PARENT
    assert not may_see(pawel, talk)


def may_see(person, talk) -> bool:
    rule = access.RULES[access.To.SEE_CARDS]
    return rule.role(person) and rule.thing(person, talk)
