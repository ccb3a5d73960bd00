"""The team gives a conversation another time in one step: both sides are told, and it stays the same calendar item."""

import pytest
from icalendar import Calendar

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import TeacherElsewhere
from portal.conversations.models import AlsoTaken, Booking, SlotOffer
from portal.conversations.rules import Interpreter
from portal.db import db
from portal.school.models import Teaching
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def booked(cast, slot, work, child="fleur", who="bart", **more) -> Booking:
    booking = actions.book(slot, cast.pupils[child], cast.people[who], now=clock.now(), **more)
    db.session.commit()
    work()
    return booking


def events(parcels) -> list:
    return [event for parcel in parcels for event in Calendar.from_ical(parcel.calendar).walk("VEVENT")]


def names(parcels) -> set[str]:
    return {parcel.to.partition("@")[0] for parcel in parcels}


def at(booking: Booking, slot) -> str:
    return f"/conversations/bookings/{booking.id}/other-time/{slot.id}"


def test_a_move_by_the_team_is_one_step_with_the_same_calendar_item(cast, slots, visit, work):
    booking = booked(cast, slots[0], work)
    celik = visit("celik")
    page = celik.get(f"/conversations/bookings/{booking.id}/other-time")
    assert f"/other-time/{slots[4].id}" in page.html and f"/other-time/{slots[0].id}" not in page.html
    moved = celik.post(at(booking, slots[4]))
    assert moved.status == 303 and "verplaatst" in celik.follow(moved)
    parcels = work()
    assert names(parcels) == {"bart", "celik", "jansen"}
    for event in events(parcels):
        assert (event["UID"], event["SEQUENCE"]) == (booking.uid, 1)
        assert event.decoded("DTSTART") == slots[4].starts_at
    assert celik.post(at(booking, slots[4])).status == 303 and work() == [], "twice is once"
    actions.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())


def test_what_becomes_free_is_held_for_who_waits(cast, slots, visit, work):
    booking = booked(cast, slots[0], work)
    row = queries.row_of(slots[0])
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    assert visit("celik").post(at(booking, slots[4])).status == 303
    assert [offer.slot_id for offer in db.session.query(SlotOffer)] == [slots[0].id]
    assert visit("celik").post(at(booking, slots[0])).status == 422, "it is held for a family that waits"


def test_a_team_moves_to_a_kept_time_and_after_families_can_choose_no_more(cast, slots, visit, work):
    booking = booked(cast, slots[0], work)
    actions.keep_for_some(slots[3], cast.people["celik"], now=clock.now())
    actions.close_round(slots[0].round, cast.people["celik"], now=clock.now())
    db.session.commit()
    assert visit("office").post(at(booking, slots[3])).status == 303
    assert names(work()) == {"bart", "celik", "jansen"}


def test_both_homes_are_told_of_a_talk_together_and_one_apart_stays_unseen(cast, slots, visit, work):
    row = queries.row_of(slots[0])
    actions.say_of_child(
        row, cast.pupils["zofia"], cast.people["celik"], is_apart=False, minutes=None, wanted=None, now=clock.now()
    )
    together = booked(cast, slots[0], work, "zofia", "dana")
    assert visit("celik").post(at(together, slots[2])).status == 303
    parcels = work()
    assert {"dana", "pawel"} < names(parcels)
    assert all("Dana" not in parcel.text for parcel in parcels if parcel.to.startswith("pawel"))
    actions.cancel(together, cast.people["dana"], now=clock.now())
    actions.say_of_child(
        row, cast.pupils["zofia"], cast.people["celik"], is_apart=True, minutes=None, wanted=None, now=clock.now()
    )
    apart = booked(cast, slots[0], work, "zofia", "dana")
    assert visit("celik").post(at(apart, slots[3])).status == 303
    assert "pawel" not in names(work())


def test_a_longer_talk_with_an_interpreter_takes_its_times_along_and_the_office_asks_anew(cast, slots, visit, work):
    slots[0].round.interpreter_minutes = 15
    booking = booked(
        cast, slots[0], work, "yusuf", "amina", interpreter=Interpreter.SCHOOL, interpreter_language="Arabisch"
    )
    actions.confirm(booking, cast.people["office"], now=clock.now())
    db.session.commit()
    booked(cast, slots[5], work)
    assert visit("celik").post(at(booking, slots[4])).status == 422, "there is no room for it"
    assert visit("celik").post(at(booking, slots[7])).status == 422, "the day is over too early"
    assert visit("celik").post(at(booking, slots[1])).status == 303, "its own time does not stand in its way"
    db.session.refresh(booking)
    assert (booking.slot_id, booking.interpreter_confirmed_at) == (slots[1].id, None)
    assert [taken.slot_id for taken in db.session.query(AlsoTaken)] == [slots[2].id]
    parcels = work()
    (told,) = [parcel for parcel in parcels if parcel.to.startswith("office")]
    assert "tolk" in told.text.lower() and "Yusuf" not in told.text


def test_a_family_that_moves_itself_has_its_interpreter_confirmed_anew_too(cast, slots, work):
    booking = booked(
        cast, slots[0], work, "yusuf", "amina", interpreter=Interpreter.SCHOOL, interpreter_language="Arabisch"
    )
    actions.confirm(booking, cast.people["office"], now=clock.now())
    actions.swap(booking, slots[2], cast.people["amina"], now=clock.now())
    db.session.commit()
    assert booking.interpreter_confirmed_at is None and "office" in names(work())


def test_a_colleague_who_joins_is_told_and_is_not_in_two_talks(cast, slots, visit, work):
    booking = booked(cast, slots[0], work)
    actions.add_colleague(booking, cast.people["vos"], cast.people["celik"], now=clock.now())
    others = a_round(cast.people["vos"], cast.classes["6A"])
    booked(cast, others[3], work, "danylo", "olena")
    page = visit("celik").post(at(booking, slots[3]))
    assert page.status == 422 and cast.people["vos"].full_name in page and work() == []
    assert visit("celik").post(at(booking, slots[4])).status == 303
    (parcel,) = [each for each in work() if each.to.startswith("vos")]
    assert "/conversations/joining" in parcel.text and events([parcel])[0]["SEQUENCE"] == 1


def test_a_teacher_of_two_classes_is_not_in_two_talks(cast, slots, work):
    booking = booked(cast, slots[0], work)
    others = a_round(cast.people["vos"], cast.classes["6A"])
    booked(cast, others[3], work, "danylo", "olena")
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=cast.classes["3B"].id))
    db.session.flush()
    with pytest.raises(TeacherElsewhere):
        actions.move_for(booking, slots[3], cast.people["celik"], now=clock.now())


@pytest.mark.parametrize("why", ["taken", "blocked", "family elsewhere", "past", "begun"])
def test_a_time_that_cannot_be_is_refused_and_everything_stays(why, cast, slots, visit, work):
    booking = booked(cast, slots[0], work, "yusuf", "amina")
    if why == "taken":
        booked(cast, slots[4], work)
    elif why == "blocked":
        actions.block(slots[4], cast.people["celik"], now=clock.now())
    elif why == "family elsewhere":
        booked(cast, a_round(cast.people["vos"], cast.classes["6A"])[4], work, "salma", "amina")
    db.session.commit()
    wanted = slots[4]
    if why == "past":
        booking = booked(cast, slots[6], work)
        clock.advance(seconds=(slots[4].starts_at - clock.now()).total_seconds())
    elif why == "begun":
        clock.advance(seconds=(slots[0].starts_at - clock.now()).total_seconds())
    before = booking.slot_id
    page = visit("celik").post(at(booking, wanted))
    assert page.status == 422 and page.alerts == 1
    db.session.refresh(booking)
    assert (booking.slot_id, booking.sequence) == (before, 0) and work() == []


def test_another_team_and_a_cancelled_talk_cannot_be_moved(cast, slots, visit, work):
    booking = booked(cast, slots[0], work)
    other = a_round(cast.people["vos"], cast.classes["6A"])[2]
    db.session.commit()
    assert visit("vos").post(at(booking, slots[3])).status == 404
    assert visit("bart").post(at(booking, slots[3])).status == 403
    assert visit("office").post(at(booking, other)).status == 404, "a time of another team"
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    db.session.commit()
    assert visit("celik").get(f"/conversations/bookings/{booking.id}/other-time").status == 404
