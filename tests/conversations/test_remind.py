"""Families are reminded a week and a day before, and of choosing a time; once, by day, and only while it helps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal import clock, i18n, worker
from portal.conversations import actions, queries
from portal.conversations.actions import reminders
from portal.conversations.models import Reminder
from portal.conversations.rules import Remind, Window, nudge_of, reminder_of
from portal.db import db
from portal.outbox import Channel, Message, Topic, choose

OPENED = datetime(2026, 10, 5, 8, tzinfo=UTC)


@pytest.fixture
def jobs() -> tuple[worker.Job, ...]:
    """All that the worker does, with the reminders."""
    return tuple(job for job in worker.ALL if not job.__module__.startswith("portal.watch"))


@pytest.fixture
def at(app, work):
    """Go to an hour of the school's clock on a day, work, and say who got a reminder, with the text."""

    def went(day: date, hour: int, minute: int = 0) -> dict[str, list[str]]:
        move(i18n.at_school(day, hour, minute))
        found: dict[str, list[str]] = {}
        for parcel in work():
            found.setdefault(parcel.to.partition("@")[0], []).append(f"{parcel.subject}\n{parcel.text}")
        return found

    return went


def move(to: datetime) -> None:
    clock.advance(seconds=(to - clock.now()).total_seconds())


def a_round_on(cast, day: date, *, who: str = "celik", of: str = "3B"):
    """A round of four afternoon times on one day, opened now."""
    start = i18n.at_school(day, 14)
    opened = actions.open_round(
        cast.people[who], cast.classes[of], [Window(start, start + timedelta(hours=1))], title="Startgesprekken",
        minutes=15, gap=0, where="Lokaal 12", now=clock.now(),
    )  # fmt: skip
    db.session.flush()
    (found,) = [each for each in queries.days_of(cast.classes[of], now=clock.now()) if each.row.round_id == opened.id]
    return opened, [slot for slot, _booking in found.times]


@pytest.fixture
def today(app) -> date:
    """A day to start from, at noon at the school: 5 October, three weeks before the clock goes back."""
    move(OPENED)
    return i18n.local_date(OPENED)


@pytest.fixture
def booked(cast, today, work):
    """Bart's conversation of 26 October, the day after the clock went back; whoever is told of it was."""
    opened, slots = a_round_on(cast, date(2026, 10, 26))
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    work()
    return booking, slots, opened


def rows_of(person) -> list[Reminder]:
    return db.session.query(Reminder).filter_by(person_id=person.id).all()


def reminded(sent: dict[str, list[str]], who: str = "bart") -> list[str]:
    return [text for text in sent.get(who, []) if "herinnering" in text.partition("\n")[0].lower()]


def test_a_family_is_reminded_a_week_and_a_day_before_across_the_change_of_the_clock(at, booked):
    at(date(2026, 10, 18), 19)
    assert not reminded(at(date(2026, 10, 19), 8, 50)), "people sleep, or are on their way"
    (week,) = reminded(at(date(2026, 10, 19), 9, 5))
    assert "maandag 26 oktober" in week and "14:00" in week and "Fleur" in week and "Lokaal 12" in week
    assert "Visser" not in week.partition("\n")[2], "no surname of a child leaves the portal"
    assert not reminded(at(date(2026, 10, 24), 12))
    (day,) = reminded(at(date(2026, 10, 25), 9, 5))
    assert "14:00" in day, "the school's clock of the day itself"
    assert not reminded(at(date(2026, 10, 25), 15)) and not reminded(at(date(2026, 10, 26), 9, 5))


def test_nobody_is_disturbed_at_night(at, booked):
    for hour in (0, 3, 7, 20, 23):
        assert not reminded(at(date(2026, 10, 19), hour))
    assert reminded(at(date(2026, 10, 20), 9, 5)), "what was missed is said the next morning"


def test_whoever_booked_a_moment_ago_still_knows(cast, today, at):
    _opened, slots = a_round_on(cast, date(2026, 10, 26))
    db.session.commit()
    at(date(2026, 10, 15), 12)
    actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    assert not reminded(at(date(2026, 10, 19), 12)), "booked less than a week before"
    move(i18n.at_school(date(2026, 10, 24), 9, 30))
    actions.book(slots[1], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    sent = at(date(2026, 10, 25), 12)
    assert reminded(sent) and "amina" not in {who for who in sent if reminded(sent, who)}, "less than a day before"


def test_all_conversations_of_a_family_on_one_day_are_one_message(cast, today, at):
    day, amina = date(2026, 10, 26), cast.people["amina"]
    _yusufs, slots = a_round_on(cast, day)
    _salmas, others = a_round_on(cast, day, who="vos", of="6A")
    actions.book(slots[2], cast.pupils["yusuf"], amina, now=clock.now())
    actions.book(others[0], cast.pupils["salma"], amina, now=clock.now())
    at(date(2026, 10, 18), 19)
    (week,) = at(date(2026, 10, 19), 12)["amina"]
    assert all(word in week for word in ("Yusuf", "Salma", "14:00", "14:30"))
    assert "تذكير" in week and "Where" not in week, "in the family's language"


def test_a_conversation_that_was_cancelled_or_moved_is_not_reminded_of(cast, at, booked):
    booking, slots, _opened = booked
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    assert not reminded(at(date(2026, 10, 19), 12))


def test_what_is_cancelled_while_the_worker_is_at_it_is_not_reminded_of(cast, booked):
    booking, _slots, _opened = booked
    move(i18n.at_school(date(2026, 10, 19), 12))
    (due,) = [each for each in queries.reminders_due(clock.now()) if each.what is Remind.WEEK]
    actions.cancel(booking, cast.people["bart"], now=clock.now())
    reminders._remind(due, clock.now())
    assert not db.session.query(Reminder).count()


def test_the_other_household_of_a_child_hears_nothing(cast, today, at):
    _opened, slots = a_round_on(cast, date(2026, 10, 26))
    actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    at(date(2026, 10, 18), 19)
    sent = at(date(2026, 10, 19), 12)
    assert "dana" in sent and not reminded(sent, "pawel")


def test_two_workers_remind_once(cast, booked):
    _booking, _slots, _opened = booked
    move(i18n.at_school(date(2026, 10, 19), 12))
    (due,) = [each for each in queries.reminders_due(clock.now()) if each.what is Remind.WEEK]
    reminders._remind(due, clock.now())
    db.session.commit()
    assert not [each for each in queries.reminders_due(clock.now()) if each.what is Remind.WEEK]
    with pytest.raises(IntegrityError):
        reminders._remind(due, clock.now())
    db.session.rollback()
    assert sum("erinnering" in message.subject for message in db.session.query(Message)) == 1


def test_who_has_not_chosen_a_time_is_nudged_twice_and_never_after_choosing(cast, today, at):
    opened, slots = a_round_on(cast, date(2026, 10, 26))
    db.session.commit()
    assert "bart" in at(today, 12), "that the round opened"
    assert "bart" not in at(date(2026, 10, 7), 12)
    (first,) = at(date(2026, 10, 8), 12)["bart"]
    assert "Fleur" in first and "26 oktober, 12:45" in first, "until when: two hours before the last time"
    assert "bart" not in at(date(2026, 10, 10), 12)
    actions.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    assert "bart" in at(date(2026, 10, 24), 14)
    actions.book(slots[1], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    at(date(2026, 10, 25), 14)
    whats = {who: sorted(each.what for each in rows_of(cast.people[who])) for who in ("bart", "amina")}
    # Amina chose after the first one; her conversation is reminded of instead.
    assert whats["bart"] == [Remind.CHOOSE, Remind.CHOOSE_NOW]
    assert whats["amina"] == [Remind.CHOOSE, Remind.DAY]


def test_a_round_that_was_closed_asks_nobody(cast, today, at):
    opened, _slots = a_round_on(cast, date(2026, 10, 26))
    at(today, 12)
    actions.close_round(opened, cast.people["celik"], now=clock.now())
    assert "bart" not in at(date(2026, 10, 8), 12) and "bart" not in at(date(2026, 10, 24), 14)


def test_the_last_nudge_takes_another_way_unless_the_family_chose_its_ways(cast, today, at, with_sms):
    cast.people["bart"].phone = cast.people["dana"].phone = "+31612345678"
    choose(cast.people["dana"], Topic.CONVERSATIONS, [Channel.EMAIL])
    a_round_on(cast, date(2026, 10, 26))
    at(today, 12)
    at(date(2026, 10, 8), 12)
    at(date(2026, 10, 24), 14)
    asked = db.session.query(Message).filter(Message.kind == "round").order_by(Message.id)
    ways = {
        who: [each.channel for each in asked.filter(Message.person_id == cast.people[who].id)]
        for who in ("bart", "dana")
    }
    assert ways["bart"] == [Channel.EMAIL, Channel.EMAIL, Channel.SMS]
    assert ways["dana"] == [Channel.EMAIL] * 3


@pytest.mark.parametrize(
    ("days", "is_due"),
    [(8, None), (7, Remind.WEEK), (5, Remind.WEEK), (4, None), (2, None), (1, Remind.DAY), (0, None)],
)
def test_a_reminder_is_due_on_its_day_and_a_little_later(days, is_due):
    assert reminder_of(date(2026, 10, 26), today=date(2026, 10, 26) - timedelta(days=days)) is is_due


@pytest.mark.parametrize(
    ("length", "hours", "is_due"),
    [
        (14, 71, None), (14, 72, Remind.CHOOSE), (14, 11 * 24, None), (14, 12 * 24, Remind.CHOOSE_NOW),
        (14, 14 * 24, None), (5, 72, Remind.CHOOSE_NOW), (4, 48, Remind.CHOOSE_NOW), (2, 12, None),
        (6, 72, Remind.CHOOSE), (6, 95, Remind.CHOOSE), (6, 96, Remind.CHOOSE_NOW),
    ],
)  # fmt: skip
def test_a_short_round_nudges_less(length, hours, is_due):
    now = OPENED + timedelta(hours=hours)
    assert nudge_of(OPENED, OPENED + timedelta(days=length), now=now) is is_due


def test_the_worker_that_the_school_runs_reminds():
    assert actions.remind_one in worker.JOBS
