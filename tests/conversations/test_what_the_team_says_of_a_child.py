"""Together or apart, longer, wanted or not needed, times that are kept, and booking for a family."""

from datetime import timedelta

import pytest

from portal import clock
from portal.conversations import actions
from portal.conversations.actions import BookedAlready, HouseholdBusy, NotNeeded, SlotClosed, SlotTaken
from portal.conversations.models import AlsoTaken, Booking, ChildInRound
from portal.conversations.rules import Wanted
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def about(slots, pupil, **said) -> None:
    first = slots[0]
    db.session.add(ChildInRound(round_id=first.round_id, class_id=first.class_id, pupil_id=pupil.id, **said))
    db.session.commit()


def test_together_is_one_conversation_that_both_homes_hold_and_hear_of(cast, slots, visit, work):
    about(slots, cast.pupils["zofia"], is_apart=False)
    work()
    dana, pawel = visit("dana"), visit("pawel")
    assert dana.post(f"/conversations/slots/{slots[1].id}/book", {"pupil": cast.pupils["zofia"].id}).status == 303
    assert f'data-booked-slot="{slots[1].id}"' in pawel.get("/conversations").html
    told = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert set(told) == {"dana", "pawel", "celik", "jansen"}
    assert "Dana" not in told["pawel"].text
    with pytest.raises(BookedAlready):
        actions.book(slots[3], cast.pupils["zofia"], cast.people["pawel"], now=clock.now())
    booking = db.session.query(Booking).one()
    assert pawel.post(f"/conversations/bookings/{booking.id}/move/{slots[4].id}").status == 303
    assert f'data-booked-slot="{slots[4].id}"' in dana.get("/conversations").html
    assert pawel.post(f"/conversations/bookings/{booking.id}/cancel").status == 303
    assert "data-booked-slot" not in dana.get("/conversations").html
    told = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert set(told) == {"dana", "pawel", "celik", "jansen"}
    assert "Paweł" not in told["dana"].text and "the child's other home" in told["dana"].text


def test_together_is_refused_when_the_other_home_is_busy_then(cast, slots):
    from portal.school.models import Enrolment, Guardianship, Pupil

    other = Pupil(first_name="Kuba")
    db.session.add_all([
        other, Enrolment(pupil=other, school_class=cast.classes["6A"], year_id=cast.classes["6A"].year_id),
        Guardianship(pupil=other, guardian=cast.people["pawel"].guardian),
    ])  # fmt: skip
    theirs = a_round(cast.people["vos"], cast.classes["6A"])
    about(slots, cast.pupils["zofia"], is_apart=False)
    actions.book(theirs[0], other, cast.people["pawel"], now=clock.now())
    with pytest.raises(HouseholdBusy):
        actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())


def test_a_longer_conversation_takes_the_times_after_it_and_gives_them_back(cast, slots, visit):
    about(slots, cast.pupils["fleur"], minutes=30)
    bart, amina = visit("bart"), visit("amina")
    assert f'data-slot="{slots[7].id}"' not in bart.get("/conversations").html, "the last is too short"
    assert bart.post(f"/conversations/slots/{slots[2].id}/book", {"pupil": cast.pupils["fleur"].id}).status == 303
    assert f'data-slot="{slots[3].id}"' not in amina.get("/conversations").html
    refused = amina.post(f"/conversations/slots/{slots[3].id}/book", {"pupil": cast.pupils["yusuf"].id})
    assert refused.status == 422
    booking = db.session.query(Booking).one()
    assert booking.ends_at - slots[2].starts_at == timedelta(minutes=30)
    actions.swap(booking, slots[3], cast.people["bart"], now=clock.now())
    assert [row.slot_id for row in db.session.query(AlsoTaken)] == [slots[4].id]
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    assert db.session.query(AlsoTaken).count() == 0
    actions.book(slots[4], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    with pytest.raises(SlotTaken):
        actions.book(slots[3], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    with pytest.raises(SlotClosed):
        actions.book(slots[7], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_where_no_conversation_is_needed_the_page_says_so_kindly(cast, slots, visit):
    about(slots, cast.pupils["fleur"], wanted=Wanted.NOT_NEEDED)
    bart = visit("bart")
    assert "data-slot" not in bart.get("/conversations").html
    assert bart.post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["fleur"].id}).status == 422
    with pytest.raises(NotNeeded):
        actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_kept_times_are_for_who_needs_an_interpreter_until_their_date(cast, slots, visit):
    slots[0].is_reserved, slots[0].round.reserved_until = True, clock.now() + timedelta(days=2)
    for who in ("bart", "olena"):
        cast.people[who].came_in_at = clock.now() - timedelta(days=30)
    db.session.commit()
    bart = visit("bart")
    assert f'data-slot="{slots[0].id}"' not in bart.get("/conversations").html
    with pytest.raises(SlotClosed):
        actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    cast.people["bart"].guardian.needs_interpreter = True
    db.session.commit()
    assert f'data-slot="{slots[0].id}"' in bart.get("/conversations").html
    cast.people["bart"].guardian.needs_interpreter = False
    clock.advance(seconds=2 * 24 * 3600 + 1)
    actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_the_team_books_for_a_family_whatever_the_lead_time(cast, slots):
    clock.advance(seconds=(slots[1].starts_at - clock.now()).total_seconds() - 60)
    celik, fleur = cast.people["celik"], cast.pupils["fleur"]
    home = cast.people["bart"].guardian.household
    with pytest.raises(SlotClosed):
        actions.book_for(slots[0], fleur, home, celik, now=clock.now())
    booking = actions.book_for(slots[1], fleur, home, celik, now=clock.now())
    assert actions.book_for(slots[1], fleur, home, celik, now=clock.now()) is booking
    with pytest.raises(BookedAlready):
        actions.book_for(slots[2], fleur, home, celik, now=clock.now())
    with pytest.raises(SlotTaken):
        other = cast.people["amina"].guardian.household
        actions.book_for(slots[1], cast.pupils["yusuf"], other, celik, now=clock.now())
