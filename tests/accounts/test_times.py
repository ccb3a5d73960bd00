"""When somebody hears from the school: chosen on a page, kept across the change of the clock, never too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock, i18n, outbox
from portal.db import db, transaction
from portal.outbox import Message, Pace, Times
from portal.outbox.paces import leaves_at, next_digest

ZONE = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    """A moment on the school's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize("times, now, then", [
    (Times(), "2026-11-26T15:59", "2026-11-26T16:00"), (Times(), "2026-11-26T16:00", "2026-11-27T16:00"),
    (Times(Pace.WEEKLY, 4, 7), "2026-11-26T16:00", "2026-11-27T07:00"),
    (Times(Pace.WEEKLY, 3, 7), "2026-11-26T16:00", "2026-12-03T07:00"),
    # The clock goes back on 25 October 2026 and forward on 28 March 2027: the hour on the wall stays the hour.
    (Times(), "2026-10-24T17:00", "2026-10-25T16:00"), (Times(), "2027-03-27T17:00", "2027-03-28T16:00"),
    # An hour that is skipped comes an hour later; one that is there twice counts once.
    (Times(hour=2), "2027-03-27T12:00", "2027-03-28T03:00"), (Times(hour=2), "2026-10-24T12:00", "2026-10-25T02:00"),
])  # fmt: skip
def test_the_next_digest(times, now, then):
    assert next_digest(times, now=at(now), zone=ZONE) == at(then)


def test_every_day_of_a_year_has_one_digest_also_when_the_clock_changes():
    for hour in (0, 2, 3, 16):
        moment, days = at("2026-06-01T12:00"), []
        while len(days) < 400:
            moment = next_digest(Times(hour=hour), now=moment, zone=ZONE)
            days.append(moment.astimezone(ZONE).date())
        assert all(later - earlier == timedelta(days=1) for earlier, later in zip(days, days[1:], strict=False))


def test_a_second_digest_in_the_hour_that_is_there_twice_does_not_exist():
    first = next_digest(Times(hour=2), now=at("2026-10-24T12:00"), zone=ZONE)
    assert next_digest(Times(hour=2), now=first + timedelta(minutes=30), zone=ZONE) == at("2026-10-26T02:00")


NIGHT = Times(quiet_from=21, quiet_until=7)


@pytest.mark.parametrize("times, now, then", [
    (NIGHT, "2026-11-26T20:59", "2026-11-26T20:59"), (NIGHT, "2026-11-26T21:00", "2026-11-27T07:00"),
    (NIGHT, "2026-11-27T03:00", "2026-11-27T07:00"), (NIGHT, "2026-11-27T07:00", "2026-11-27T07:00"),
    (NIGHT, "2026-10-25T01:30", "2026-10-25T07:00"), (NIGHT, "2027-03-28T01:30", "2027-03-28T07:00"),
    (Times(quiet_from=8, quiet_until=16), "2026-11-26T09:00", "2026-11-26T16:00"),
    (Times(), "2026-11-26T03:00", "2026-11-26T03:00"),
])  # fmt: skip
def test_what_is_not_urgent_waits_until_quiet_hours_are_over(times, now, then):
    assert leaves_at(times, now=at(now), zone=ZONE) == at(then)


def quiet_now(person, **more) -> Times:
    """Quiet hours that began an hour ago and last two more."""
    hour = i18n.local(clock.now()).hour
    times = Times(quiet_from=(hour - 1) % 24, quiet_until=(hour + 2) % 24, **more)
    with transaction():
        outbox.choose_times(person, times, now=clock.now())
    return times


def send(person, about, template="news/messages/new.txt", **more) -> list[Message]:
    with transaction():
        outbox.queue(person, template, about, now=clock.now(), class_name="3B", **more)
    return db.session.query(Message).order_by(Message.id).all()


def test_in_quiet_hours_nothing_leaves_and_afterwards_it_does(cast, work):
    quiet_now(cast.people["bart"])
    send(cast.people["bart"], cast.classes["3B"])
    assert work() == []
    clock.advance(hours=1)
    assert work() == []
    clock.advance(hours=1)
    assert [parcel.to for parcel in work()] == ["bart@regenboog.example"]
    assert work() == []


def test_a_teacher_has_quiet_hours_too_and_whoever_has_none_hears_at_once(cast, work):
    quiet_now(cast.people["celik"])
    for who in ("celik", "vos"):
        send(cast.people[who], cast.classes["3B"], "conversations/messages/opened.txt")
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["vos"]


def test_what_is_urgent_waits_for_nobody(cast, work):
    """A link to sign in, a call for help and urgent news."""
    bart = cast.people["bart"]
    quiet_now(bart)
    send(bart, cast.classes["3B"], "news/messages/urgent.txt")
    assert len(work()) == 1
    assert outbox.times_of(bart).has_quiet_hours


def test_what_would_come_too_late_does_not_wait(cast, work):
    bart = cast.people["bart"]
    quiet_now(bart)
    send(bart, cast.classes["3B"], before=clock.now() + timedelta(hours=1))
    assert len(work()) == 1
    send(bart, cast.classes["3B"], before=clock.now() + timedelta(days=1))
    assert work() == []


PAGE = "/account/messages/times"
CHOSEN = {"pace": "weekly", "weekday": "2", "hour": "8", "quiet_from": "20", "quiet_until": "7"}


def test_a_parent_chooses_day_hour_and_quiet_hours(cast, visit):
    bart = visit("bart")
    assert "elke dag om 16:00" in bart.get("/account/messages")
    page = bart.follow(bart.post(PAGE, CHOSEN))
    assert "op woensdag om 8:00" in page and "stil van 20:00 tot 7:00" in page
    assert outbox.times_of(cast.people["bart"]) == Times(Pace.WEEKLY, 2, 8, 20, 7)
    assert bart.get(PAGE).html.count("selected") == 4
    bart.post(PAGE, CHOSEN | {"quiet_from": "", "quiet_until": ""})
    assert not outbox.times_of(cast.people["bart"]).has_quiet_hours
    assert outbox.times_of(cast.people["amina"]) == Times()


def test_a_teacher_chooses_quiet_hours_only(cast, visit):
    celik = visit("celik")
    assert 'name="pace"' not in celik.get(PAGE).html
    page = celik.follow(celik.post(PAGE, {"quiet_from": "18", "quiet_until": "7"}))
    assert "stil van 18:00 tot 7:00" in page
    assert outbox.times_of(cast.people["celik"]) == Times(quiet_from=18, quiet_until=7)


@pytest.mark.parametrize("wrong", [
    {"quiet_until": ""}, {"quiet_from": ""}, {"hour": "24"}, {"pace": "never"}, {"weekday": "x"},
])  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(wrong, cast, visit):
    page = visit("bart").post(PAGE, CHOSEN | wrong)
    assert page.status == 422 and 'role="alert"' in page.html
    assert outbox.times_of(cast.people["bart"]) == Times()
