"""The chain of reception as the demo has it, and the colleagues who have shown that messages arrive."""

from datetime import time

import pytest

from portal import clock
from portal.chains import actions
from portal.chains.models import Chain, Duty
from portal.chains.rules import Weeks
from portal.db import db
from portal.demo.actions.help_calls import fill

ALL_WEEK = range(5)
ALL_DAY = (time(8), time(17))
MORNING, AFTERNOON = (time(8), time(12)), (time(12), time(17))


@pytest.fixture
def chain(cast) -> Chain:
    """The chain of reception in use: ravi and elif, then sam and vos, then head; it passes."""
    fill(cast, now=clock.now())
    db.session.commit()
    return db.session.query(Chain).one()


@pytest.fixture
def office(cast, visit):
    cast.people["office"].language = "en"
    return visit("office")


def a_duty(cast, name: str, *shifts: tuple) -> Duty:
    """A duty whose shifts are (who, weekdays, (from, until)) or with the weeks at the end."""
    duty = actions.add_duty(name, cast.people["office"], now=clock.now())
    for who, days, times, *weeks in shifts:
        actions.add_shifts(
            duty, cast.people[who], days, times, weeks[0] if weeks else Weeks.EVERY, cast.people["office"],
            now=clock.now(),
        )  # fmt: skip
    db.session.flush()
    return duty
