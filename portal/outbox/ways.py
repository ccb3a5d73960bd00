"""The ways in which one person can be reached now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app

from portal import channels, phones
from portal.db import db
from portal.outbox.choices import chosen_by, devices_of
from portal.outbox.rules import Channel, Matter, Topic, channels_for, is_believed
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.school.models import Person

# Whether messages are only shown is the business of the demo; it is plugged in when the app is put together.
_only_shown: list[Callable[[], bool]] = []


@dataclass(frozen=True)
class Way:
    """One address on one channel; `name` is what it shares with others when it breaks (see Message.way)."""

    channel: Channel
    address: str
    name: str = ""


def only_show_when(asked: Callable[[], bool]) -> None:
    """Name the function that says whether messages are kept to be looked at instead of sent."""
    _only_shown[:] = [asked]


def is_only_shown() -> bool:
    """Whether messages are kept to be looked at instead of sent."""
    return any(asked() for asked in _only_shown)


def is_open(channel: Channel) -> bool:
    """Whether this deployment can send on a channel at all: text messages need a gateway."""
    return channel is not Channel.SMS or channels.is_set_up("sms", _settings()) or is_only_shown()


def is_set_up(channel: Channel) -> bool:
    """Whether what goes out on a channel really leaves: without a server it is only recorded."""
    return channels.is_set_up(channel, _settings())


def ways_for(person: "Person", matter: Matter, chosen: frozenset[Channel] | None) -> list[Way]:
    """Where a message about this goes, by what the person chose; empty when it is a proof that can go nowhere."""
    reachable = _reachable(person, matter, chosen)
    if matter.is_proof and not reachable and person.email:
        reachable = {Channel.EMAIL: False}
    found = channels_for(matter, reachable, chosen)
    return [way for channel in found for way in ways_on(person, channel)]


def ways_on(person: "Person", channel: Channel) -> list[Way]:
    """The person's addresses on one channel: one, or none; for notices one for each device."""
    if channel is Channel.PUSH:
        return [Way(channel, str(device.id), f"push {device.service}") for device in devices_of(person)]
    if channel is Channel.SCREEN:
        return [Way(channel, "")]
    address = person.email if channel is Channel.EMAIL else sms_number(person)
    return [Way(channel, address)] if address else []


def can_be_called(person: "Person") -> bool:
    """Whether a call for help reaches this person anywhere outside the portal."""
    if has_working_email(person):
        return True
    return bool(_reachable(person, Matter(Topic.HELP, is_urgent=True), None))


def _reachable(person: "Person", matter: Matter, chosen: Iterable[Channel] | None) -> dict[Channel, bool]:
    """The channels on which the person can be reached now, each with whether it was ever shown to work.

    Nothing is looked up (a sealed number, the devices) that cannot change where this goes.
    """
    ways: dict[Channel, bool] = {}
    if has_working_email(person):
        ways[Channel.EMAIL] = person.email_verified_at is not None
        is_settled = ways[Channel.EMAIL] or person.phone_verified_at is None
        is_everywhere = matter.is_call or matter.topic is Topic.URGENT_NEWS
        if not is_everywhere and is_settled and set(chosen or ()) <= {Channel.EMAIL}:
            return ways
    if sms_number(person):
        ways[Channel.SMS] = person.phone_verified_at is not None
    if devices_of(person):
        ways[Channel.PUSH] = True
    return ways


def has_working_email(person: "Person") -> bool:
    """Whether there is an address that did not return our mail since it was last shown to work."""
    is_fine = is_believed(verified_at=person.email_verified_at, failed_at=person.email_failed_at)
    return bool(person.email) and is_fine


def sms_number(person: "Person") -> str | None:
    """The number for text messages (E.164), when there is one and this school sends them."""
    if not is_open(Channel.SMS):
        return None
    with db.session.no_autoflush:
        number = person.phone
    return phones.normal(number) if phones.takes_messages(number) else None


def channels_now(person: "Person", topic: Topic) -> frozenset[Channel]:
    """The channels outside the portal on which a person hears of a topic now, chosen or not."""
    chosen = chosen_by(person, topic)
    if chosen is not None:
        return chosen
    found = channels_for(Matter(topic), _reachable(person, Matter(topic), None), None)
    return frozenset(found) - {Channel.SCREEN}


def _settings() -> Settings:
    return current_app.config["SETTINGS"]
