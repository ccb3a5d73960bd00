"""The calendar that asks by a secret address: in its owner's language, right in winter, and nobody else's."""

import re
from datetime import UTC, date, time, timedelta

import pytest
from icalendar import Calendar

from portal import clock, i18n, pictures
from portal.accounts.rules import LIMITS
from portal.agenda.models import CalendarFeed
from portal.conversations import actions as conversations
from portal.db import db
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Post, PostKind
from portal.school.models import Guardianship
from tests.stories import a_round


@pytest.fixture
def plan(cast):
    """A letter with a date: `plan(date(2026, 10, 23), "3B")`."""

    def written(day: date, name: str = "3B", title: str = "Naar het bos", **more) -> Post:
        by = cast.people["celik" if name == "3B" else "vos"]
        letter = Written(title, "Tot dan.", day, place_words="Bij de deur", language="nl", **more)
        post = news.write(by, [cast.classes[name]], letter, folder=pictures.folder(), now=clock.now())
        db.session.commit()
        return post

    return written


@pytest.fixture
def address(visit):
    """The path of somebody's own calendar, made on the page."""

    def made(who: str) -> str:
        browser = visit(who)
        page = browser.follow(browser.post("/agenda/calendar", {}))
        found = re.search(r'value="[^"]*(/agenda/feed/[\w-]+\.ics)"', page.html)
        assert found is not None
        return found[1]

    return made


def events(app, path: str) -> dict[str, dict]:
    """What a calendar program reads there, by the number of each item; it has no cookies."""
    answer = app.test_client(use_cookies=False).get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar" and "Set-Cookie" not in answer.headers
    calendar = Calendar.from_ical(answer.get_data(as_text=True))
    found = calendar.walk("VEVENT")
    assert len({str(each["UID"]) for each in found}) == len(found)
    return {str(each["UID"]): each for each in found}


def in_days(days: int) -> date:
    return i18n.local_date(clock.now()) + timedelta(days=days)


def test_a_family_has_its_dates_in_its_own_language_and_no_childs_name(app, plan, address):
    post = plan(in_days(3))
    museum = plan(in_days(4), "6A", "Museum")
    found = events(app, address("amina"))
    assert set(found) == {f"post-{post.id}@samen", f"post-{museum.id}@samen"}
    assert "الصف 3B" in str(found[f"post-{post.id}@samen"]["SUMMARY"])
    assert "Yusuf" not in str(found) and "Salma" not in str(found)
    assert set(events(app, address("bart"))) == {f"post-{post.id}@samen"}
    assert set(events(app, address("celik"))) == {f"post-{post.id}@samen"}


def test_it_is_half_past_eight_before_and_after_the_clock_changes(app, plan, address):
    year = clock.now().year + 1
    change = max(day for n in range(24, 32) if (day := date(year, 10, n)).weekday() == 6)
    friday, monday = change - timedelta(days=2), change + timedelta(days=1)
    before = plan(friday, from_time=time(8, 30), until_time=time(12))
    after = plan(monday, from_time=time(8, 30))
    found = events(app, address("bart"))
    begins = [found[f"post-{post.id}@samen"]["DTSTART"].dt for post in (before, after)]
    assert [each.astimezone(UTC).hour for each in begins] == [6, 7] and [each.hour for each in begins] == [8, 8]
    assert found[f"post-{before.id}@samen"]["DTEND"].dt.hour == 12
    assert found[f"post-{after.id}@samen"]["DTEND"].dt.hour == 9
    text = app.test_client(use_cookies=False).get(address("bart")).get_data(as_text=True)
    assert "BEGIN:VTIMEZONE" in text and all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_day_without_a_time_is_the_whole_day(app, plan, address):
    post = plan(in_days(3))
    event = events(app, address("bart"))[f"post-{post.id}@samen"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (in_days(3), in_days(4))


def test_a_change_has_a_higher_number_and_what_is_withdrawn_is_called_off_for_a_month(app, cast, plan, visit, address):
    post, path = plan(in_days(50)), address("bart")
    name = f"post-{post.id}@samen"
    first = events(app, path)[name]
    assert str(first["STATUS"]) == "CONFIRMED"
    clock.advance(minutes=5)
    visit("celik").post(f"/posts/{post.id}/change", {"title": "Later", "text": "Later.", "language": "nl",
                                                     "happens_on": in_days(51).isoformat()})  # fmt: skip
    second = events(app, path)[name]
    assert second["SEQUENCE"] > first["SEQUENCE"] and second["DTSTAMP"].dt > first["DTSTAMP"].dt
    clock.advance(minutes=5)
    visit("celik").post(f"/posts/{post.id}/withdraw")
    third = events(app, path)[name]
    assert str(third["STATUS"]) == "CANCELLED" and third["SEQUENCE"] > second["SEQUENCE"]
    clock.advance(days=31)
    assert name not in events(app, path)


def test_who_asks_again_gets_nothing_new_until_something_changes(app, plan, address):
    plan(in_days(3))
    path, client = address("bart"), app.test_client(use_cookies=False)
    mark = client.get(path).headers["ETag"]
    clock.advance(hours=1)
    assert client.get(path, headers={"If-None-Match": mark}).status_code == 304
    plan(in_days(4))
    again = client.get(path, headers={"If-None-Match": mark})
    assert again.status_code == 200 and again.headers["ETag"] != mark


def test_a_conversation_is_in_the_calendar_of_that_household_only(app, cast, address):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = conversations.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    event = events(app, address("dana"))[booking.uid]
    assert "Zofia" in str(event["SUMMARY"]) and "Conversation" in str(event["SUMMARY"])
    assert cast.pupils["zofia"].last_name not in str(event)
    assert booking.uid not in events(app, address("pawel")), "the other household of the same child"
    assert booking.uid not in events(app, address("bart"))


def test_what_is_not_plain_news_keeps_its_words_to_itself(app, plan, address):
    post = plan(in_days(3), title="Hoofdluis bij de groep", kind=PostKind.MEDICAL, bring="een kam")
    found = events(app, address("bart"))[f"post-{post.id}@samen"]
    assert "Hoofdluis" not in str(found) and "kam" not in str(found) and "3B" in str(found["SUMMARY"])


def test_the_address_is_renewed_and_ended_by_its_owner(app, plan, visit, address):
    plan(in_days(3))
    old = address("bart")
    assert old in visit("bart").get("/agenda/calendar").html, "it can be seen again"
    new, client = address("bart"), app.test_client(use_cookies=False)
    assert new != old and client.get(old).status_code == 404 and client.get(new).status_code == 200
    page = visit("bart").post("/agenda/calendar/end", {})
    assert page.status == 303 and client.get(new).status_code == 404
    assert db.session.query(CalendarFeed).count() == 0


def test_who_lost_access_or_left_finds_nothing_there(app, cast, plan, address):
    plan(in_days(3))
    path, bart = address("bart"), cast.people["bart"]
    db.session.query(Guardianship).filter_by(guardian_id=bart.guardian.id).update({"has_access": False})
    db.session.commit()
    assert events(app, path) == {}
    bart.left_on = in_days(0)
    db.session.commit()
    assert app.test_client(use_cookies=False).get(path).status_code == 404


def test_guesses_and_too_many_questions_are_refused(app, address):
    client, path = app.test_client(use_cookies=False), address("bart")
    answers = [client.get(f"/agenda/feed/{n}.ics").status_code for n in range(LIMITS["calendar-from"].tries + 1)]
    assert set(answers[:-1]) == {404} and answers[-1] == 429
    assert client.get(path).status_code == 200, "who has a right address does not suffer from who guesses"
    for _n in range(LIMITS["calendar"].tries):
        last = client.get(path)
    assert last.status_code == 429 and int(last.headers["Retry-After"]) > 0


def test_the_address_is_kept_sealed_and_stands_in_no_log(app, address, caplog):
    path = address("bart")
    token = path.removeprefix("/agenda/feed/").removesuffix(".ics")
    with caplog.at_level("DEBUG"):
        app.test_client(use_cookies=False).get(path)
    assert token not in caplog.text
    stored = db.session.execute(db.text("SELECT token, mark FROM calendar_feed")).one()
    assert token not in str(stored)
