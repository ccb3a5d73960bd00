"""On which channels somebody has shown to be reachable."""

from collections.abc import Iterable

from portal import outbox
from portal.outbox import Channel
from portal.school.models import Person


def proven_channels(person: Person, with_devices: Iterable[int]) -> frozenset[Channel]:
    """The channels that were shown to reach this person; `with_devices` are the numbers of who asked for notices."""
    ways = {
        Channel.EMAIL: person.email_verified_at is not None and outbox.has_working_email(person),
        Channel.SMS: person.phone_verified_at is not None and outbox.sms_number(person) is not None,
        Channel.PUSH: person.id in with_devices,
    }
    return frozenset(channel for channel, is_proven in ways.items() if is_proven)
