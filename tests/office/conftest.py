"""The office at work, in English; and messages that did not arrive, as the worker left them."""

import pytest

from portal import clock, i18n, outbox
from portal.db import db
from portal.outbox import Message, State
from portal.school.models import Guardianship

TROUBLE = "mail server: 550"


@pytest.fixture
def a_message(cast):
    """A message to somebody, in a state: `a_message("bart", State.FAILED)`."""

    def queue(who: str, state: State) -> Message:
        school_class = cast.classes["3B"]
        message = outbox.queue(
            cast.people[who], "news/messages/new.txt", school_class, now=clock.now(), class_name="3B"
        )
        assert message is not None
        message.state, message.attempts = state, 8
        message.trouble = TROUBLE if state is State.FAILED else ""
        db.session.commit()
        return message

    return queue


@pytest.fixture
def office(cast, visit):
    """The office, in English."""
    cast.people["office"].language = "en"
    return visit("office")


@pytest.fixture
def tie(cast):
    """What ties a guardian to a child: `tie("pawel", "zofia")`."""

    def between(who: str, child: str) -> Guardianship:
        guardian = cast.people[who].guardian
        return db.session.query(Guardianship).filter_by(guardian_id=guardian.id, pupil_id=cast.pupils[child].id).one()

    return between


@pytest.fixture
def today(app):
    """The day it is at the school, as it is filled in."""
    return i18n.local_date(clock.now()).isoformat()
