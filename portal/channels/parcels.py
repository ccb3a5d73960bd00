"""What goes out on a channel, what can go wrong with it, and the record that tests and the demo look at."""

from collections.abc import Callable
from dataclasses import dataclass, field


class CannotSend(Exception):
    """The channel did not take the message; the text names the kind of trouble, never a person."""


class ChannelDown(CannotSend):
    """The channel takes no message at all now: it rests for a while. `rests_for` is in seconds, when it said so."""

    def __init__(self, trouble: str, rests_for: int | None = None):
        super().__init__(trouble)
        self.rests_for = rests_for


class NeverSends(CannotSend):
    """The channel refused for good: trying again will not help."""


class AddressRefused(NeverSends):
    """The mail server says that it takes nothing for this address; `status` is "5.1.1", or "" when it did not say."""

    def __init__(self, trouble: str, status: str = ""):
        super().__init__(trouble)
        self.status = status


class DeviceGone(NeverSends):
    """The browser took its permission back, or it is no longer there."""


@dataclass(frozen=True)
class Device:
    """Where a browser waits for notices: the address at its push service, and its two keys (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Parcel:
    """A message on its way out. `calendar` is an iCalendar text with its method, or None.

    `to` is an e-mail address, a telephone number (E.164), or the number of a device. `link` is where the message
    is read; `unsubscribe` the address that ends such mail; `thread` is the same for messages of which the newest
    replaces the others on a screen.
    """

    key: str
    to: str
    subject: str
    text: str
    language: str
    calendar: str | None = None
    calendar_method: str | None = None
    html: str = ""
    link: str = ""
    school: str = ""
    unsubscribe: str = ""
    thread: str = ""
    is_urgent: bool = False
    device: Device | None = None
    # Called the moment a server has taken it, before anything else is said to that server.
    when_taken: Callable[[], None] = field(default=lambda: None, compare=False)


recorded: list[Parcel] = []


def record(parcel: Parcel) -> None:
    """Keep the message where tests and the demo can see it, instead of sending it."""
    recorded.append(parcel)
