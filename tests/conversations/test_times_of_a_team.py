"""Single times of a team: kept for some, kept free, added, removed, in another room; who waits is asked first."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from portal import clock, i18n
from portal.conversations import actions, queries
from portal.conversations.models import Booking, Slot, SlotOffer
from portal.conversations.rules import SlotState
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"], times=3)
    db.session.commit()
    return found


@pytest.fixture
def row(slots):
    return queries.row_of(slots[0])


def state(slot: Slot) -> SlotState:
    return queries.time_of_team(db.session.get_one(Slot, slot.id), now=clock.now()).state


def offers() -> list[SlotOffer]:
    return db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None)).all()


def added(visitor, row, at, **more):
    day = i18n.local(at)
    fields = {"day": f"{day:%Y-%m-%d}", "starts": f"{day:%H:%M}", "minutes": "15"} | more
    return visitor.post(f"/conversations/rounds/{row.id}/times", fields)


def test_a_time_is_kept_for_some_families_and_given_to_all_again(cast, slots, visit):
    celik, base = visit("celik"), f"/conversations/slots/{slots[1].id}"
    for _twice in range(2):
        assert celik.post(f"{base}/keep").status == 303
    assert state(slots[1]) is SlotState.KEPT
    assert f'data-slot="{slots[1].id}"' in visit("bart").get("/conversations").html, "he was never in the portal yet"
    cast.people["bart"].came_in_at = slots[1].round.opened_at - timedelta(days=1)
    db.session.commit()
    assert f'data-slot="{slots[1].id}"' not in visit("bart").get("/conversations").html
    for _twice in range(2):
        assert celik.post(f"{base}/release").status == 303
    assert f'data-slot="{slots[1].id}"' in visit("bart").get("/conversations").html


@pytest.mark.parametrize("deed", ["keep", "block", "remove"])
def test_a_time_that_a_family_holds_stays_as_it_is(deed, cast, slots, visit):
    actions.book(slots[1], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    page = visit("celik").post(f"/conversations/slots/{slots[1].id}/{deed}?own=1")
    assert page.status == 422 and page.alerts == 1 and state(slots[1]) is SlotState.BOOKED


@pytest.mark.parametrize("deed", ["keep", "block", "remove"])
def test_a_time_that_is_held_for_who_waits_stays_theirs_to_take(deed, cast, slots, row, visit):
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    actions.offer_freed(slots[1], now=clock.now())
    page = visit("celik").post(f"/conversations/slots/{slots[1].id}/{deed}?own=1")
    assert page.status == 422 and "gezin dat wacht" in page and state(slots[1]) is SlotState.OFFERED
    assert visit("amina").post(f"/conversations/offers/{offers()[0].id}/take").status == 303


@pytest.mark.parametrize("taken, given", [("keep", "release"), ("block", "unblock")])
def test_a_time_that_is_given_back_goes_to_who_waits_first(taken, given, cast, slots, row, visit, work):
    celik = visit("celik")
    celik.post(f"/conversations/slots/{slots[1].id}/{taken}")
    cast.people["amina"].came_in_at = slots[1].round.opened_at - timedelta(days=1)
    cast.people["amina"].guardian.needs_interpreter = False
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    work()
    assert celik.post(f"/conversations/slots/{slots[1].id}/{given}").status == 303
    assert [offer.slot_id for offer in offers()] == [slots[1].id]
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["amina"]


def test_one_time_off_the_grid_is_added_and_offered_first_to_who_waits(cast, slots, row, visit):
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    at = slots[2].ends_at + timedelta(minutes=7)
    assert added(visit("celik"), row, at, where="Lokaal 9").status == 303
    made = db.session.query(Slot).filter(Slot.starts_at == at).one()
    assert (made.ends_at - at, made.room) == (timedelta(minutes=15), "Lokaal 9")
    assert [offer.slot_id for offer in offers()] == [made.id]


def test_a_time_over_another_or_in_the_past_is_refused_and_nothing_typed_is_lost(cast, slots, row, visit):
    celik = visit("celik")
    for at in (slots[0].starts_at, slots[0].starts_at - timedelta(minutes=5), clock.now() - timedelta(days=1)):
        page = added(celik, row, at, where="Kelder")
        assert page.status == 422 and page.alerts == 1 and 'value="Kelder"' in page.html
    assert added(celik, row, slots[0].starts_at - timedelta(minutes=15)).status == 303, "back to back is fine"
    assert added(celik, row, slots[2].ends_at, minutes="").status == 422
    assert db.session.query(Slot).count() == 4


def test_a_free_time_goes_but_not_one_that_a_family_had(cast, slots, visit):
    celik = visit("celik")
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    refused = celik.post(f"/conversations/slots/{slots[0].id}/remove")
    assert refused.status == 422 and "eerder" in refused
    number = slots[1].id
    assert celik.post(f"/conversations/slots/{number}/remove").status == 303
    assert db.session.query(Slot).count() == 2
    assert celik.post(f"/conversations/slots/{number}/remove").status == 404, "it is gone"


def test_another_room_is_told_with_the_calendar_item_one_higher(cast, slots, visit, work):
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    work()
    celik = visit("celik")
    for _twice in range(2):
        assert celik.post(f"/conversations/slots/{slots[0].id}/room", {"where": "Lokaal 7"}).status == 303
    told = [parcel for parcel in work() if parcel.to.startswith("bart")]
    assert len(told) == 1 and "Lokaal 7" in told[0].text and "op een andere plek" in told[0].text
    (event,) = Calendar.from_ical(told[0].calendar).walk("VEVENT")
    assert (event["SEQUENCE"], str(event["LOCATION"]), event["UID"]) == (1, "Lokaal 7", booking.uid)
    assert "Lokaal 7" in visit("bart").get("/conversations")
    celik.post(f"/conversations/slots/{slots[0].id}/room", {"where": ""})
    assert db.session.get_one(Slot, slots[0].id).room == "Lokaal 12", "empty is where the round is"


def test_the_week_says_of_every_time_how_it_stands(cast, slots, row, visit):
    actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    actions.block(slots[1], cast.people["celik"], now=clock.now())
    a_round(cast.people["celik"], cast.classes["3B"], times=1, days=8)
    page = visit("celik").get(f"/conversations/rounds/{row.id}/times")
    assert page.html.count('<table class="week">') == 1 and "Fleur" in page, "another round has a page of its own"
    assert page.html.count('class="slot is-booked" id=') == 1 and page.html.count('class="slot is-blocked" id=') == 1
    assert "afgesproken, Fleur" in page.html and "vrijgehouden" in page.html
    time = visit("celik").get(f"/conversations/slots/{slots[0].id}")
    assert "Fleur Visser" in time and "Bart" in time


def test_other_teams_and_families_cannot_touch_a_time(slots, row, visit):
    for who, status in (("vos", 404), ("bart", 403), ("noor", 403)):
        visitor = visit(who)
        assert visitor.get(f"/conversations/rounds/{row.id}/times").status == status
        for deed in ("keep", "release", "remove", "room", "block", "unblock"):
            assert visitor.post(f"/conversations/slots/{slots[1].id}/{deed}").status == status, (who, deed)
        assert added(visitor, row, slots[2].ends_at).status == status
    assert db.session.query(Slot).count() == 3 and db.session.query(Booking).count() == 0
