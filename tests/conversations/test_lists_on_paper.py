"""What is printed: day list, class list, door sheet, a family's schedule; and its file for a calendar."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from portal import clock, i18n
from portal.agenda import actions as agenda
from portal.agenda.models import CalendarFeed
from portal.conversations import actions, queries
from portal.conversations.models import Slot
from portal.db import db
from portal.school.models import Guardianship
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"], times=4)
    actions.book(found[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    actions.book(found[1], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    return found


@pytest.fixture
def base(slots) -> str:
    return f"/conversations/rounds/{queries.row_of(slots[0]).id}/print"


def test_the_day_list_says_who_comes_when_how_and_where(base, visit):
    page = visit("celik").get(f"{base}/day-list")
    assert "Fleur Visser" in page and "Bart" in page and "Lokaal 12" in page and "14:00" in page


def test_the_class_list_says_who_has_a_conversation_and_who_has_not(base, visit):
    page = visit("celik").get(f"{base}/class-list")
    assert "Fleur Visser" in page and "Zofia" in page and "nog geen tijd" in page


def test_the_sheet_for_the_door_has_no_surname(cast, base, visit):
    page = visit("celik").get(f"{base}/door-sheet")
    assert "Fleur" in page and "Yusuf" in page and "14:15" in page
    for person in (*cast.pupils.values(), *(cast.people[who] for who in ("bart", "amina"))):
        assert not person.last_name or person.last_name not in page


@pytest.mark.parametrize("name", ["day-list", "class-list", "door-sheet"])
def test_each_is_a_pdf_too(name, base, visit):
    answer = visit("office").get(f"{base}/{name}.pdf").response
    assert answer.content_type == "application/pdf" and answer.data.startswith(b"%PDF")
    assert f"{name}.pdf" in answer.headers["Content-Disposition"]


def test_what_is_no_list_and_whose_class_it_is_not(base, visit):
    assert visit("celik").get(f"{base}/report").status == 404
    for name in ("", "/day-list", "/door-sheet.pdf"):
        assert visit("vos").get(base + name).status == 404
        assert visit("bart").get(base + name).status == 403


def test_a_family_prints_its_own_schedule_and_no_other(slots, visit):
    bart = visit("bart")
    assert "/conversations/schedule" in bart.get("/conversations").links
    page = bart.get("/conversations/schedule")
    assert "Fleur" in page and "Lokaal 12" in page and "Yusuf" not in page and "Visser" not in page
    assert bart.get("/conversations/schedule.pdf").response.data.startswith(b"%PDF")
    assert "You have no conversation yet." in visit("dana").get("/conversations/schedule")
    assert visit("celik").get("/conversations/schedule").status == 403


def test_who_may_no_longer_open_a_childs_pages_finds_no_conversation_about_it(cast, slots, visit):
    bart = cast.people["bart"]
    agenda.make_feed(bart, now=clock.now())
    feed = db.session.query(CalendarFeed).filter_by(person_id=bart.id).one()
    places = ("/conversations/schedule", "/conversations/calendar.ics", f"/agenda/feed/{feed.token}.ics")
    for has_access in (True, False):
        db.session.query(Guardianship).filter_by(guardian_id=bart.guardian.id).update({"has_access": has_access})
        for place in places:
            answer = visit("bart").get(place).response.get_data(as_text=True)
            assert ("Lokaal 12" in answer) is has_access, place


def test_the_calendar_file_has_the_same_item_as_the_message(cast, slots, visit, work):
    sent = next(parcel for parcel in work() if parcel.to.startswith("bart") and parcel.calendar)
    answer = visit("bart").get("/conversations/calendar.ics").response
    assert answer.content_type.startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.get_data(as_text=True)).walk("VEVENT")
    (before,) = Calendar.from_ical(sent.calendar).walk("VEVENT")
    assert [event[name] for name in ("UID", "SEQUENCE", "DTSTART", "DTEND")] == [
        before[name] for name in ("UID", "SEQUENCE", "DTSTART", "DTEND")
    ]
    assert "Visser" not in answer.get_data(as_text=True) and "ATTENDEE" not in event
    booking = queries.holder_of(slots[0])
    assert booking is not None
    actions.swap(booking, slots[3], cast.people["bart"], now=clock.now())
    moved = visit("bart").get("/conversations/calendar.ics").response.get_data(as_text=True)
    (event,) = Calendar.from_ical(moved).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"]) == (booking.uid, 1)


def test_the_times_are_right_on_both_sides_of_the_october_clock_change(cast, visit):
    changes = next_change_to_winter()
    (slot,) = a_round(cast.people["celik"], cast.classes["3B"], times=1)
    row = queries.row_of(slot)
    for days, child, who in ((-2, "fleur", "bart"), (1, "zofia", "dana")):
        at = i18n.at_school(changes + timedelta(days=days), 14)
        made = actions.add_time(row, cast.people["celik"], at, minutes=15, where="", now=clock.now())
        actions.book(made, cast.pupils[child], cast.people[who], now=clock.now())
    db.session.commit()
    for who, hours in (("bart", 2), ("dana", 1)):
        text = visit(who).get("/conversations/calendar.ics").response.get_data(as_text=True)
        calendar = Calendar.from_ical(text)
        assert calendar["METHOD"] == "PUBLISH" and len(calendar.walk("VTIMEZONE")) == 1
        (event,) = calendar.walk("VEVENT")
        start = event.decoded("DTSTART")
        assert f"{start:%H:%M}" == "14:00" and start.utcoffset() == timedelta(hours=hours)


def next_change_to_winter() -> date:
    """The last Sunday of the next October."""
    today = i18n.local_date(clock.now())
    year = today.year if today < date(today.year, 10, 20) else today.year + 1
    return max(date(year, 10, day) for day in range(25, 32) if date(year, 10, day).weekday() == 6)


def test_a_file_without_conversations_is_a_calendar_too(visit):
    text = visit("dana").get("/conversations/calendar.ics").response.get_data(as_text=True)
    assert Calendar.from_ical(text).walk("VEVENT") == []


def test_a_longer_conversation_ends_in_the_calendar_when_it_ends(cast, slots, visit):
    row = queries.row_of(slots[0])
    actions.say_of_child(row, cast.pupils["zofia"], cast.people["celik"], is_apart=True, minutes=30, wanted=None,
                         now=clock.now())  # fmt: skip
    actions.book(db.session.get_one(Slot, slots[2].id), cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    text = visit("dana").get("/conversations/calendar.ics").response.get_data(as_text=True)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)
