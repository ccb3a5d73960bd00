"""The ways out of the portal: e-mail, text messages, notices on phones, and a record that tests and the demo see."""

from collections.abc import Callable

from portal.channels.knocking import ask_whether_there
from portal.channels.mail import send_mail, written
from portal.channels.parcels import (
    AddressRefused,
    CannotSend,
    ChannelDown,
    Device,
    DeviceGone,
    NeverSends,
    Parcel,
    record,
    recorded,
)
from portal.channels.push import send_push
from portal.channels.sms import send_sms
from portal.settings import Settings

__all__ = [
    "AddressRefused",
    "CannotSend",
    "ChannelDown",
    "Device",
    "DeviceGone",
    "NeverSends",
    "Parcel",
    "ask_whether_there",
    "is_set_up",
    "record",
    "recorded",
    "send_mail",
    "send_push",
    "send_sms",
    "sender_for",
    "written",
]


def is_set_up(channel: str, settings: Settings) -> bool:
    """Whether this deployment has what it takes to send on a channel for real."""
    needed = {"email": settings.mail_url, "sms": settings.sms_url, "push": settings.push_hosts}
    return bool(needed.get(channel))


def sender_for(channel: str, settings: Settings) -> Callable[[Parcel], None]:
    """How this deployment sends on a channel: for real when it is set up, else only recorded."""
    senders = {"email": send_mail, "sms": send_sms, "push": send_push}
    if channel in senders and is_set_up(channel, settings):
        return lambda parcel: senders[channel](parcel, settings)
    return record
