"""Messages that did not arrive, as the worker left them."""

import pytest

from portal import clock, outbox
from portal.db import db
from portal.outbox import Message, State

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
