"""A freed time is held for who waits, in order of joining; taken, declined or run out, and then passed on."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.conversations import actions
from portal.conversations.actions import BookedAlready, RoundOver, SlotTaken
from portal.conversations.models import Booking, RoundClass, Slot, SlotOffer, WaitingPlace
from portal.conversations.rules import Ending, Window, held_until, suits
from portal.db import db, transaction
from portal.school.models import Person, Pupil
from tests.meanwhile import Another, at_statement
from tests.stories import a_round


@pytest.fixture
def full(cast):
    """The only time of 3B is Bart's; Amina and then Dana wait."""
    (slot,) = a_round(cast.people["celik"], cast.classes["3B"], times=1)
    booking = actions.book(slot, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    row = db.session.query(RoundClass).filter_by(round_id=slot.round_id).one()
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    clock.advance(seconds=1)
    actions.wait(row, cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    return slot, booking, row


def offers() -> list[SlotOffer]:
    return db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None)).all()


def test_a_freed_time_is_held_for_the_first_and_taken_for_everybody_else(cast, full, visit, work):
    slot, booking, _row = full
    work()
    assert visit("bart").post(f"/conversations/bookings/{booking.id}/cancel").status == 303
    (offer,) = offers()
    assert offer.household_id == cast.people["amina"].guardian.household_id
    assert offer.held_until - offer.offered_at == timedelta(hours=24)
    to_amina = [p for p in work() if p.to.startswith("amina")]
    assert len(to_amina) == 1 and to_amina[0].language == "ar" and "حداد" not in to_amina[0].text
    assert f'data-slot="{slot.id}"' not in visit("bart").get("/conversations").html
    refused = visit("dana").post(f"/conversations/slots/{slot.id}/book", {"pupil": cast.pupils["zofia"].id})
    assert refused.status == 422
    amina = visit("amina")
    assert f'data-offer="{offer.id}"' in amina.get("/conversations").html
    booked = amina.follow(amina.post(f"/conversations/offers/{offer.id}/take"))
    assert f'data-booked-slot="{slot.id}"' in booked.html and "data-waiting" not in booked.html
    assert amina.post(f"/conversations/offers/{offer.id}/take").status == 303, "twice is once"
    assert db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).count() == 1
    assert db.session.get_one(SlotOffer, offer.id).ending is Ending.TAKEN


def test_what_is_declined_goes_to_the_next_who_stays_on_the_list(cast, full, visit):
    _slot, booking, _row = full
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    (offer,) = offers()
    amina = visit("amina")
    for _twice in range(2):
        assert amina.post(f"/conversations/offers/{offer.id}/decline").status == 303
    (following,) = offers()
    assert following.household_id == cast.people["dana"].guardian.household_id
    assert "data-waiting" in amina.get("/conversations").html
    with pytest.raises(SlotTaken):
        actions.take(db.session.get_one(SlotOffer, offer.id), cast.people["amina"], now=clock.now())
    assert amina.post(f"/conversations/offers/{offer.id}/take").status == 422


def test_what_runs_out_is_passed_on_and_at_last_free_for_everybody(cast, full, visit, work):
    slot, booking, _row = full
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    for who in ("amina", "dana"):
        (offer,) = offers()
        assert offer.household_id == cast.people[who].guardian.household_id
        clock.advance(seconds=(offer.held_until - clock.now()).total_seconds())
        assert any(p.to.startswith(who) for p in work())
    assert offers() == []
    assert f'data-slot="{slot.id}"' in visit("bart").get("/conversations").html
    assert db.session.query(WaitingPlace).filter(WaitingPlace.ended_at.is_(None)).count() == 2


def test_a_swap_frees_its_old_time_for_who_waits(cast):
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=2)
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    row = db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    actions.swap(booking, slots[1], cast.people["bart"], now=clock.now())
    assert [offer.slot_id for offer in offers()] == [slots[0].id]


def test_who_the_team_cancelled_on_goes_before_everybody(cast, full):
    _slot, booking, _row = full
    celik = cast.people["celik"]
    actions.wait_first(booking, celik, now=clock.now())
    actions.cancel(booking, celik, reason="Ziek.", now=clock.now())
    (offer,) = offers()
    assert offer.household_id == booking.household_id


def test_a_blocked_time_is_offered_to_nobody(cast, full):
    slot, booking, _row = full
    slot.is_blocked = True
    actions.cancel(booking, cast.people["celik"], reason="Ziek.", now=clock.now())
    assert offers() == []


def test_a_time_outside_the_wished_days_is_not_offered(cast, full, visit):
    slot, booking, row = full
    day = i18n.local_date(slot.starts_at)
    other = Window(i18n.at_school(day + timedelta(days=1)), i18n.at_school(day + timedelta(days=2)))
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], [other], now=clock.now())
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    (offer,) = offers()
    assert offer.household_id == cast.people["dana"].guardian.household_id


def test_a_family_joins_on_the_page_with_its_days_and_leaves_again(cast, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    row = db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()
    bart, day = visit("bart"), i18n.local_date(slots[0].starts_at)
    assert day.isoformat() in bart.get(f"/conversations/rounds/{row.id}/wait?pupil={cast.pupils['fleur'].id}").html
    for _twice in range(2):
        joined = bart.post(f"/conversations/rounds/{row.id}/wait", {"days": day.isoformat()})
        assert joined.status == 303
    (place,) = db.session.query(WaitingPlace).all()
    assert [i18n.local_date(window.starts_at) for window in place.windows] == [day]
    assert bart.post(f"/conversations/rounds/{row.id}/wait", {"days": "yesterday"}).status == 422
    for _twice in range(2):
        assert bart.post(f"/conversations/waiting/{place.id}/leave").status == 303
    assert "data-waiting" not in bart.get("/conversations").html
    assert visit("amina").post(f"/conversations/waiting/{place.id}/leave").status == 404


def test_who_has_a_time_or_comes_too_late_does_not_wait(cast, full, visit):
    _slot, booking, row = full
    with pytest.raises(BookedAlready):
        actions.wait(row, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    assert visit("bart").post(f"/conversations/rounds/{row.id}/wait").status == 422
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    actions.close_round(row.round, cast.people["celik"], now=clock.now())
    with pytest.raises(RoundOver):
        actions.wait(row, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    assert visit("bart").post(f"/conversations/rounds/{row.id}/wait").status == 422


def test_a_family_that_books_elsewhere_lets_what_was_held_go_on(cast, work):
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=2)
    row = db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()
    for who, child in (("amina", "yusuf"), ("dana", "zofia")):
        actions.wait(row, cast.pupils[child], cast.people[who], now=clock.now())
        clock.advance(seconds=1)
    actions.offer_freed(slots[0], now=clock.now())
    actions.book(slots[1], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    work()
    (offer,) = offers()
    assert (offer.slot_id, offer.household_id) == (slots[0].id, cast.people["dana"].guardian.household_id)


def test_an_offer_is_held_a_day_and_shorter_near_the_date():
    now = clock.now()
    assert held_until(now + timedelta(days=9), now=now) == now + timedelta(hours=24)
    assert held_until(now + timedelta(hours=40), now=now) == now + timedelta(hours=10)
    assert held_until(now + timedelta(hours=2), now=now) == now + timedelta(hours=1)
    assert held_until(now + timedelta(minutes=59), now=now) is None
    assert suits(now, now + timedelta(minutes=15), [])
    assert not suits(now, now + timedelta(minutes=15), [Window(now, now + timedelta(minutes=14))])


def test_of_two_phones_of_which_one_leaves_and_one_takes_what_is_offered_none_waits_in_a_circle(cast, full, app):
    slot, booking, _row = full
    amina = cast.people["amina"]
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    (offer,) = offers()
    time, place, number, who = slot.id, offer.place_id, offer.id, amina.id
    db.session.commit()

    def takes() -> None:
        actions.take(db.session.get_one(SlotOffer, number), db.session.get_one(Person, who), now=clock.now())

    other = Another(app, takes)
    with at_statement("after", "UPDATE waiting_place", other), transaction() as session:
        actions.leave(session.get_one(WaitingPlace, place), session.get_one(Person, who), now=clock.now())
    with pytest.raises(SlotTaken):
        other.result()
    assert [held.household_id for held in offers()] == [cast.people["dana"].guardian.household_id]
    assert offers()[0].slot_id == time and db.session.query(Booking).filter_by(cancelled_at=None).count() == 0


def test_times_that_are_changed_while_a_family_books_one_wait_for_it_and_not_in_a_circle(cast, app):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    row = db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()
    day, start, time = i18n.local_date(slots[0].starts_at), slots[0].starts_at, slots[0].id
    number, who, bart, fleur = row.id, cast.people["celik"].id, cast.people["bart"].id, cast.pupils["fleur"].id
    db.session.commit()

    def changes() -> None:
        late = Window(i18n.at_school(day, 18), i18n.at_school(day, 19))
        found, celik = db.session.get_one(RoundClass, number), db.session.get_one(Person, who)
        actions.change_times(found, celik, [late], minutes=15, gap=0, now=clock.now())

    other = Another(app, changes)
    with at_statement("before", "INSERT INTO booking", other), transaction() as session:
        child, guardian = session.get_one(Pupil, fleur), session.get_one(Person, bart)
        actions.book(session.get_one(Slot, time), child, guardian, now=clock.now())
    other.result()
    (booked,) = db.session.query(Booking)
    assert booked.cancelled_at is None and booked.slot.starts_at == start
