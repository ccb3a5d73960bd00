"""Families with a past: who left, what they shared and booked; and the commands that let go of it."""

from contextvars import Context
from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.conversations import actions as conversations
from portal.db import db
from portal.demo.actions.people import Cast
from portal.school.models import Pupil
from tests.stories import a_home_item, a_round


def today():
    """The day it is at the school."""
    return i18n.local_date(clock.now())


def leaves(pupil: Pupil, *, days_ago: int = 0) -> None:
    """A child leaves the school."""
    pupil.left_on = today() - timedelta(days=days_ago)
    db.session.commit()


@pytest.fixture
def zofia(cast) -> Pupil:
    """Zofia, with two homes that each shared something and booked a conversation."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    for slot in slots:
        # Still to come when what is planned now is done in a week.
        slot.starts_at, slot.ends_at = slot.starts_at + timedelta(days=10), slot.ends_at + timedelta(days=10)
    for number, who in enumerate(("dana", "pawel")):
        a_home_item(cast.people[who], cast.pupils["zofia"], f"Woorden van {who}")
        conversations.book(slots[number], cast.pupils["zofia"], cast.people[who], now=clock.now())
    db.session.commit()
    return cast.pupils["zofia"]


@pytest.fixture
def run(app):
    """A command of the portal; its lines as {name: number}."""

    def invoked(words):
        # In a context of its own, like a real command: the test keeps its session.
        with app.app_context():
            return app.test_cli_runner().invoke(args=list(words))

    def command(*words) -> dict[str, int]:
        db.session.commit()
        done = Context().run(invoked, words)
        db.session.expire_all()
        assert done.exit_code == 0, done.output
        return {name: int(number) for name, number in (line.split() for line in done.output.splitlines())}

    return command


def erases(run) -> dict[str, int]:
    """Let go of everything whose time is over; what a dry run said is what is done. Returns what went."""
    said = run("retention", "--dry-run")
    done = run("retention")
    assert said == done
    assert not any(run("retention").values()), "the second time there is nothing left to do"
    return {name: number for name, number in done.items() if number}


@pytest.fixture
def letting_go(run):
    """`letting_go()`: what went, by table."""
    return lambda: erases(run)


def people(cast: Cast, *names: str) -> list[int]:
    """The numbers of persons."""
    return [cast.people[name].id for name in names]
