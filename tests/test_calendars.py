"""Calendar items as mail programs read them: escaped, folded, on the school's clock, summer and winter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from portal import calendars, clock
from portal.calendars import Appointment

START = datetime(2026, 10, 23, 13, 40, tzinfo=UTC)
PLAIN = Appointment("1@samen", 2, START, START + timedelta(minutes=15), "Gesprek", "Lokaal 12", "/conversations")
LONG = "محادثة عن زوفيا، في الفصل؛ \\ مع المعلمة وولي الأمر " * 4


@pytest.mark.parametrize("words", ["Zoë, en meer; zo", "regel\neen", LONG.strip(), "\\n"])
def test_what_people_are_called_comes_back_as_it_was_written(words, app):
    item = replace(PLAIN, summary=words, location=words)
    text = calendars.request(item, attendee="amina@regenboog.example", now=clock.now()).text
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (words, words)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "RFC 5545, 3.1"
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("day, hour", [(23, 13), (26, 14)])
def test_it_is_at_the_same_time_of_day_before_and_after_the_clock_changes(day, hour, app):
    start = datetime(2026, 10, day, hour, 40, tzinfo=UTC)
    item = replace(PLAIN, starts_at=start, ends_at=start + timedelta(minutes=15))
    calendar = Calendar.from_ical(calendars.request(item, attendee="a@regenboog.example", now=clock.now()).text)
    (event,) = calendar.walk("VEVENT")
    starts, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    assert f"{starts:%H:%M}" == "15:40" and starts == start
    assert ends - starts == timedelta(minutes=15)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_withdrawing_names_the_same_item_with_the_next_number(app):
    item = calendars.cancel(replace(PLAIN, sequence=3), attendee="a@regenboog.example", now=clock.now())
    calendar = Calendar.from_ical(item.text)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["UID"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        "1@samen",
        3,
    )
    assert (item.method, str(event["ATTENDEE"])) == ("CANCEL", "mailto:a@regenboog.example")
    assert "DTSTAMP:" in item.text and event.decoded("DTSTAMP").utcoffset() == timedelta(0)
