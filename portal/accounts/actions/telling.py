"""What somebody is told when a proof of theirs changes: by mail, with what to do if it was not them."""

from datetime import datetime
from enum import StrEnum

from portal import outbox
from portal.school.models import Person


class Change(StrEnum):
    """What changed about how somebody comes in."""

    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey removed"
    PASSKEY_STOPPED = "passkey stopped"
    APP_ON = "app on"
    APP_OFF = "app off"
    CODES_MADE = "codes made"
    CODE_USED = "code used"
    PASSWORD_SET = "password set"
    PIN_CHANGED = "pin changed"


def tell_owner(person: Person, change: Change, *, now: datetime) -> None:
    """Mail somebody that this changed; who has no address is not told."""
    outbox.queue(person, "accounts/messages/proof.txt", person, now=now, path="/account", change=change, at=now)
