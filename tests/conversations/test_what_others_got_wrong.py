"""What goes wrong with conversations elsewhere, and not here: `portal.md` §6 of the research, the parts on booking."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import HouseholdBusy, SlotTaken
from portal.conversations.models import Booking
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def book(cast, slot, who: str = "bart", child: str = "fleur") -> Booking:
    booking = actions.book(slot, cast.pupils[child], cast.people[who], now=clock.now())
    db.session.commit()
    return booking


def test_1_two_parents_get_the_same_slot(cast, slots):
    """The database itself refuses the second, whatever a page or an action would let through."""
    booking = book(cast, slots[0])
    again = {c.name: getattr(booking, c.key) for c in Booking.__table__.columns if c.name not in ("id", "uid")}
    again |= {"pupil_id": cast.pupils["yusuf"].id, "household_id": cast.people["amina"].guardian.household_id}
    db.session.add(Booking(uid="another", **again))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_2_separated_families_do_not_fit(cast, slots, visit):
    """Each of Zofia's homes has its own conversation with the same team, and neither sees the other's."""
    book(cast, slots[0], "dana", "zofia")
    book(cast, slots[1], "pawel", "zofia")
    hers, his = visit("dana").get("/conversations").html, visit("pawel").get("/conversations").html
    assert f'data-booked-slot="{slots[0].id}"' in hers and f'data-booked-slot="{slots[1].id}"' not in hers
    assert f'data-booked-slot="{slots[1].id}"' in his and f'data-booked-slot="{slots[0].id}"' not in his


def test_3_siblings_and_walking_time_are_left_to_the_parents(cast, slots, visit):
    """The first proposal for both children leaves time to walk, one press books both, and overlaps are refused."""
    others = a_round(cast.people["vos"], cast.classes["6A"])
    db.session.commit()
    (first, *_more) = queries.proposals_for(queries.choices_for(cast.people["amina"], now=clock.now()))
    (one, _child), (two, _other) = sorted(first.times, key=lambda each: each[0].starts_at)
    assert two.starts_at >= one.ends_at + timedelta(minutes=one.round.walking_minutes)
    assert 'class="book-all"' in visit("amina").get("/conversations").html
    book(cast, slots[0], "amina", "yusuf")
    with pytest.raises(HouseholdBusy):
        actions.book(others[0], cast.pupils["salma"], cast.people["amina"], now=clock.now())


def test_4_the_message_comes_in_the_other_sides_language(cast, slots, work):
    """Amina reads Arabic, the team Dutch: each side's message and calendar item is in its own language."""
    work()
    book(cast, slots[0], "amina", "yusuf")
    told = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    hers = told["amina"].subject + told["amina"].text
    assert any(word in hers for word in ("محادثة", "لقاء"))
    assert "gesprek" in told["celik"].subject.lower() and "gesprek" not in hers.lower()


def test_6_sent_is_mistaken_for_reached(cast, slots, visit):
    """Who was invited and did not choose stays visible to the team, by name, until there is a conversation."""
    page = visit("celik").get("/conversations/team")
    assert "Fleur" in page.text
    (day,) = queries.days_of(cast.classes["3B"], now=clock.now())
    assert cast.pupils["fleur"] in day.without
    book(cast, slots[0])
    (day,) = queries.days_of(cast.classes["3B"], now=clock.now())
    assert cast.pupils["fleur"] not in day.without


def test_7_a_link_in_a_message_acts_when_a_scanner_opens_it(cast, slots, visit):
    """Opening every address of a booking changes nothing: only a press does."""
    booking = book(cast, slots[0])
    bart = visit("bart")
    for path in ("move", "cancel", "cards", "agreement"):
        assert bart.get(f"/conversations/bookings/{booking.id}/{path}").status == 200
    for path in ("book", f"move/{slots[1].id}"):
        assert bart.get(f"/conversations/slots/{slots[1].id}/{path}").status in (404, 405)
    db.session.expire_all()
    assert booking.cancelled_at is None and booking.slot_id == slots[0].id


def test_8_a_message_does_not_say_which_child(cast, slots, work):
    work()
    book(cast, slots[0], "amina", "yusuf")
    assert all(cast.pupils["yusuf"].first_name in parcel.text for parcel in work())


def test_10_a_change_hurts(cast, slots, work):
    """A time that somebody holds cannot be taken away in silence; cancelling tells both sides, with the same item."""
    booking = book(cast, slots[0])
    work()
    with pytest.raises(SlotTaken):
        actions.block(slots[0], cast.people["celik"], now=clock.now())
    db.session.rollback()
    actions.cancel(booking, cast.people["celik"], reason="Studiedag.", now=clock.now())
    db.session.commit()
    told = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert {"bart", "celik", "jansen"} <= set(told)
    item = told["bart"].calendar.replace("\r\n ", "")
    assert "METHOD:CANCEL" in item and booking.uid in item and f"SEQUENCE:{booking.sequence}" in item
    assert cast.pupils["fleur"].last_name not in item, "first names only"
