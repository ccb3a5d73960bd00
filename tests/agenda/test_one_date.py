"""The date of a post goes to the phone's own calendar, as a file that every calendar reads."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from portal import clock, i18n
from portal.news.models import PostKind
from tests.stories import a_post


@pytest.fixture
def post(cast):
    return a_post(cast.people["celik"], cast.classes["3B"], title="Naar het bos")


def test_the_class_page_leads_to_it(post, visit):
    assert f'href="/agenda/posts/{post.id}.ics"' in visit("dana").get(f"/classes/{post.class_id}").html


def the_item(visitor, post) -> Any:
    answer = visitor.get(f"/agenda/posts/{post.id}.ics")
    assert answer.status == 200 and answer.response.headers["Cache-Control"] == "private, no-store"
    assert answer.response.content_type.startswith("text/calendar")
    (item,) = Calendar.from_ical(answer.response.data).walk("VEVENT")
    return item


def test_a_day_without_a_time_is_a_whole_day(post, visit):
    item = the_item(visit("dana"), post)
    today = i18n.local_date(clock.now())
    assert (item["DTSTART"].dt, item["DTEND"].dt) == (today, today + timedelta(days=1))
    assert isinstance(item["DTSTART"].dt, date) and str(item["SUMMARY"]) == "Naar het bos (class 3B)"


@pytest.mark.parametrize("until, ends", [(time(12), time(12)), (None, time(9, 30)), (time(7), time(9, 30))])
def test_with_times_it_lasts_as_long_as_the_teacher_said_or_an_hour(until, ends, post, visit):
    post.from_time, post.until_time, post.place_words = time(8, 30), until, "Schoolplein"
    item = the_item(visit("dana"), post)
    assert (item["DTSTART"].dt.time(), item["DTEND"].dt.time()) == (time(8, 30), ends)
    assert item["DTSTART"].params["TZID"] == i18n.school_zone().key and str(item["LOCATION"]) == "Schoolplein"


def test_it_is_the_same_item_each_time_and_a_later_one_after_a_change(post, visit):
    dana = visit("dana")
    first, again = the_item(dana, post), the_item(dana, post)
    assert str(first["UID"]) == str(again["UID"]) and first["SEQUENCE"] == 0
    post.edited_at = post.published_at + timedelta(minutes=3)
    assert the_item(dana, post)["SEQUENCE"] > first["SEQUENCE"]


@pytest.mark.parametrize("kind", [PostKind.CONCERN, PostKind.MEDICAL, PostKind.PERMISSION])
def test_a_sensitive_matter_stays_in_the_portal(kind, post, visit):
    post.kind, post.place_words, post.bring = kind, "GGD", "Boekje"
    item = the_item(visit("dana"), post)
    assert str(item["SUMMARY"]) == "A message of the school (class 3B)"
    assert "LOCATION" not in item and "DESCRIPTION" not in item and "Naar het bos" not in item.to_ical().decode()


def test_a_post_without_a_date_or_withdrawn_has_none(post, visit):
    dana = visit("dana")
    post.happens_on = None
    assert dana.get(f"/agenda/posts/{post.id}.ics").status == 404
    post.happens_on, post.withdrawn_at = i18n.local_date(clock.now()), clock.now()
    assert dana.get(f"/agenda/posts/{post.id}.ics").status == 404
