"""A teacher is ill: a day is called off, each family is told in its language, and chooses before others then."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import Booking, RoundClass, Slot, SlotOffer, WaitingPlace
from portal.conversations.rules import Ending, SlotState
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def day(cast, work):
    """Two families of 3B on one day, one time that nobody holds, and a day later of the same round."""
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=3)
    for slot, child, parent in ((slots[0], "yusuf", "amina"), (slots[1], "zofia", "dana")):
        actions.book(slot, cast.pupils[child], cast.people[parent], now=clock.now())
    row = queries.row_of(slots[0])
    later = slots[0].starts_at + timedelta(days=1)
    actions.add_time(row, cast.people["celik"], later, minutes=15, where="", now=clock.now())
    db.session.commit()
    work()
    return slots


def later_time(day) -> Slot:
    return db.session.query(Slot).filter(Slot.starts_at > day[2].starts_at).one()


def held() -> int:
    return db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).count()


def path(slot) -> str:
    return f"/conversations/slots/{slot.id}/call-off-day"


def test_each_family_is_told_in_its_language_and_nobody_outside_reads_why(day, visit, work):
    celik = visit("celik")
    asked = celik.get(path(day[2])).text
    assert "Yusuf" in asked and "Zofia" in asked
    done = celik.post(path(day[2]), {"reason": "Griep, mevrouw Jansen."})
    assert done.status == 303 and held() == 0
    told = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert (told["amina"].language, "dana" in told) == ("ar", True)
    assert not [parcel for parcel in told.values() if "Griep" in parcel.text or "Griep" in parcel.subject]
    assert Calendar.from_ical(told["amina"].calendar)["METHOD"] == "CANCEL"
    assert "تختار الآن قبل العائلات الأخرى" in told["amina"].text
    assert "Griep" in celik.follow(done), "the team and the office see it"
    assert "Griep" not in visit("dana").get("/conversations")


def test_they_choose_another_time_with_one_press_also_one_that_is_kept(cast, day, visit):
    later = later_time(day)
    actions.keep_for_some(later, cast.people["celik"], now=clock.now())
    for who in ("amina", "bart", "dana"):
        cast.people[who].came_in_at = day[0].round.opened_at - timedelta(days=1)
        cast.people[who].guardian.needs_interpreter = False
    db.session.commit()
    assert f'data-slot="{later.id}"' not in visit("dana").get("/conversations").html
    visit("office").post(path(day[0]), {"reason": ""})
    page = visit("dana").get("/conversations")
    assert f'data-slot="{later.id}"' in page.html and "you choose before others" in page
    assert f'data-slot="{later.id}"' not in visit("bart").get("/conversations").html, "Bart lost nothing"
    dana = visit("dana")
    booked = dana.post(f"/conversations/slots/{later.id}/book", {"pupil": cast.pupils["zofia"].id})
    assert booked.status == 303 and "you choose before others" not in dana.follow(booked)


def test_a_new_time_is_offered_to_them_before_who_waited_longer(cast, day, work):
    row = queries.row_of(day[0])
    actions.wait(row, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    clock.advance(minutes=1)
    actions.call_off_day(day[0], cast.people["celik"], reason="", now=clock.now())
    actions.add_time(row, cast.people["celik"], day[0].starts_at + timedelta(days=2), minutes=15, where="",
                     now=clock.now())  # fmt: skip
    (offer,) = db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None)).all()
    assert offer.household_id in {cast.people[who].guardian.household_id for who in ("amina", "dana")}


def test_nobody_can_take_a_time_of_that_day_nor_is_offered_one(cast, day, visit, work):
    row = queries.row_of(day[0])
    actions.wait(row, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    offer = actions.offer_freed(day[2], now=clock.now())
    db.session.commit()
    assert offer is not None and work()
    actions.call_off_day(day[0], cast.people["celik"], reason="", now=clock.now())
    db.session.commit()
    states = {queries.time_of_team(slot, now=clock.now()).state for slot in day}
    assert states == {SlotState.BLOCKED}
    assert db.session.get_one(SlotOffer, offer.id).ending is Ending.WITHDRAWN
    assert any(parcel.to.startswith("bart") and "gaat niet door" in parcel.subject for parcel in work())
    with pytest.raises(actions.SlotClosed):
        actions.book(day[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_both_homes_that_hold_one_together_choose_first(cast, day):
    row = queries.row_of(day[0])
    actions.cancel(db.session.query(Booking).filter_by(slot_id=day[1].id).one(), cast.people["dana"], now=clock.now())
    actions.say_of_child(row, cast.pupils["zofia"], cast.people["celik"], is_apart=False, minutes=None, wanted=None,
                         now=clock.now())  # fmt: skip
    actions.book(day[1], cast.pupils["zofia"], cast.people["pawel"], now=clock.now())
    actions.call_off_day(day[1], cast.people["celik"], reason="", now=clock.now())
    first = db.session.query(WaitingPlace).filter(WaitingPlace.is_first, WaitingPlace.ended_at.is_(None)).all()
    homes = {cast.people[who].guardian.household_id for who in ("dana", "pawel", "amina")}
    assert {place.household_id for place in first} == homes


def test_what_is_past_other_days_and_other_classes_stay(cast, day):
    other = a_round(cast.people["vos"], cast.classes["6A"], times=1)
    actions.book(later_time(day), cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    halfway = day[0].starts_at + timedelta(minutes=1)
    assert actions.call_off_day(day[2], cast.people["celik"], reason="", now=halfway) == 1
    assert queries.holder_of(day[0]) is not None and queries.holder_of(day[1]) is None
    assert queries.holder_of(later_time(day)) is not None
    assert not other[0].is_blocked


def test_a_second_press_cancels_nothing_more_and_tells_nobody_again(day, visit, work):
    celik = visit("celik")
    for _press in range(2):
        assert celik.post(path(day[0]), {"reason": ""}).status == 303
    assert len([parcel for parcel in work() if parcel.to.startswith("dana")]) == 1
    assert "Geen gezin heeft een gesprek op deze dag." in celik.get(path(day[0])).text
    page = celik.get(f"/conversations/rounds/{db.session.query(RoundClass).one().id}/times")
    assert page.text.count("is afgezegd door") == 1


def test_a_day_that_is_over_says_so_and_a_reason_that_is_too_long_is_refused(day, visit):
    celik = visit("celik")
    assert celik.post(path(day[0]), {"reason": "x" * 201}).status == 422 and held() == 2
    clock.advance(days=8)
    page = visit("celik").get(path(day[0]))
    assert "Alle tijden van deze dag zijn voorbij." in page and 'id="call-off-day-form"' not in page.html


def test_another_team_a_family_and_other_staff_cannot(day, visit):
    for who, status in (("vos", 404), ("bart", 403), ("ravi", 403)):
        assert visit(who).post(path(day[0]), {"reason": "Nee."}).status == status
    assert held() == 2
