"""While families say when they can come, the first page and the reminders ask for that, until it is said."""

from datetime import timedelta

import pytest

from portal import clock, i18n, worker
from portal.conversations import actions, queries
from portal.conversations.models import Reminder, Round
from portal.conversations.rules import Planning
from portal.conversations.rules.wishes import Mood
from portal.db import db
from portal.outbox import Message
from tests.stories import a_round


@pytest.fixture
def jobs() -> tuple[worker.Job, ...]:
    """All that the worker does, with the reminders."""
    return tuple(job for job in worker.ALL if not job.__module__.startswith("portal.watch"))


@pytest.fixture
def wishing(cast) -> Round:
    """A round of 3B, three weeks ahead, for which families say until in two weeks when they can."""
    found = a_round(cast.people["celik"], cast.classes["3B"], days=21)[0].round
    found.planning, found.opens_at = Planning.WISHES, clock.now()
    found.wishes_until = clock.now() + timedelta(days=14)
    db.session.commit()
    return found


def say(wishing: Round, who: str, cast) -> None:
    (asking,) = queries.wishes_asked_of(cast.people[who], now=clock.now())
    moods = {(part.day, part.part): Mood.CAN for part in asking.parts}
    actions.wish(wishing, cast.people[who], moods, now=clock.now())
    db.session.commit()


def test_the_first_page_asks_until_it_is_said(wishing, cast, visit):
    bart = visit("bart")
    assert "/conversations/wishes" in bart.get("/").html
    say(wishing, "bart", cast)
    assert "/conversations/wishes" not in bart.get("/").html


def test_who_has_not_said_it_is_reminded_to_say_it(wishing, cast, work):
    numbers = {who: cast.people[who].id for who in ("bart", "amina")}
    say(wishing, "bart", cast)
    # Reminders go by the hour of the day: it is looked at in the morning.
    tomorrow = i18n.at_school(i18n.local_date(clock.now()) + timedelta(days=1), 10, 0)
    clock.advance(seconds=int((tomorrow - clock.now()).total_seconds()))
    for _day in range(13):
        work()
        clock.advance(seconds=24 * 3600)
    assert [_asked(number) for number in numbers.values()] == [1, 3], "asked once, and reminded twice"
    assert db.session.query(Reminder).filter_by(person_id=numbers["amina"]).count() == 2


def _asked(number: int) -> int:
    sent = db.session.query(Message).filter_by(person_id=number)
    return sum(message.path == "/conversations/wishes" for message in sent)


def test_after_the_day_nobody_is_reminded(wishing, cast, visit, work):
    wishing.wishes_until = clock.now() + timedelta(minutes=1)
    db.session.commit()
    clock.advance(seconds=5 * 24 * 3600)
    work()
    assert db.session.query(Reminder).count() == 0 and "/conversations/wishes" not in visit("amina").get("/").html
