"""Messages that did not arrive: sent again, or settled in another way."""

from datetime import datetime

from portal import audit, outbox
from portal.outbox import Message, State
from portal.school.models import Person


def retry(message: Message, person: Person, *, now: datetime) -> bool:
    """Send a message again that did not arrive; False, and nothing changes, for any other."""
    if not message.is_undelivered:
        return False
    outbox.retry(message, now=now)
    audit.did(person, "message sent again", message, now=now)
    return True


def retry_all(person: Person, *, now: datetime) -> int:
    """Send everything again that did not arrive; returns how many."""
    return sum(retry(message, person, now=now) for message in outbox.failed())


def settle(message: Message, person: Person, *, now: datetime) -> bool:
    """The receiver heard of it in another way. False for a message that is not on the list."""
    if not message.is_undelivered:
        return False
    message.state = State.DROPPED
    audit.did(person, "message settled", message, now=now)
    return True
