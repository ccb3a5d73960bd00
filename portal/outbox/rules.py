"""On which channels a message goes out, and what a bounce means; pure decisions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """The ways to a person. On the screen: in the portal itself, for who signs in."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    SCREEN = "screen"


class Topic(StrEnum):
    """What a message is about, as far as people choose how they hear of it."""

    NEWS = "news"
    URGENT_NEWS = "urgent_news"
    CONVERSATIONS = "conversations"
    SECURITY = "security"
    HELP = "help"


class Reason(StrEnum):
    """Why a message did not arrive."""

    UNKNOWN = "unknown"
    FULL = "full"
    REFUSED = "refused"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True)
class Matter:
    """What kind of message it is. A proof lets its holder in: it is sent where asked, and shown nowhere else."""

    topic: Topic
    is_urgent: bool = False

    @property
    def is_proof(self) -> bool:
        return self.topic is Topic.SECURITY and self.is_urgent

    @property
    def is_call(self) -> bool:
        return self.topic is Topic.HELP and self.is_urgent


# By the message's template or its folder; people choose about, and have quiet hours for, two of them.
TOPICS: dict[str, Topic] = dict.fromkeys(("news", "taking_part", "class_group"), Topic.NEWS)
TOPICS |= dict.fromkeys(("conversations", "contact", "home_context"), Topic.CONVERSATIONS)
TOPICS |= {"news/messages/urgent.txt": Topic.URGENT_NEWS, "help_calls": Topic.HELP}
CHOSEN = (Topic.NEWS, Topic.CONVERSATIONS)
OUTSIDE = ORDER = (Channel.EMAIL, Channel.SMS, Channel.PUSH)
# News comes often: a text message, which costs money and interrupts, is the last way to tell of it.
ORDER_OF_NEWS = (Channel.EMAIL, Channel.PUSH, Channel.SMS)

# A bounce of these kinds is believed at once (RFC 3463): no such mailbox, no such domain, moved, switched off.
FOR_GOOD = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.5.0")
BELIEVED_AFTER, BELIEVED_WITHIN_DAYS = 3, 30


def topic_of(template: str) -> Topic:
    """What a message is about, by its template: `news/messages/new.txt` is news."""
    return TOPICS.get(template) or TOPICS.get(template.partition("/")[0], Topic.SECURITY)


def channels_for(
    matter: Matter, ways: Mapping[Channel, bool], chosen: Collection[Channel] | None = None
) -> tuple[Channel, ...]:
    """The channels on which one message goes out; empty only for a proof that can go nowhere.

    `ways` are the channels on which the person can be reached now, each with whether that was ever shown to work;
    `chosen` is what the person asked for this topic, None when nothing was chosen, empty for "only on the screen".
    """
    if matter.is_call:
        return tuple(channel for channel in ORDER if channel in ways) or (Channel.SCREEN,)
    if matter.is_proof:
        # Where it was asked for, even when mail was once returned: using the proof shows that it works again.
        return tuple(channel for channel in (Channel.EMAIL, Channel.SMS) if channel in ways)[:1]
    if matter.topic is Topic.URGENT_NEWS:
        # Wherever it costs nothing; a text message when there is no other way.
        free = [each for each in ORDER if each in ways and each is not Channel.SMS]
        return tuple(free or [_first(matter.topic, ways)])
    if chosen is not None and matter.topic in CHOSEN:
        asked = tuple(channel for channel in ORDER if channel in chosen and channel in ways)
        if asked or not chosen:
            return asked or (Channel.SCREEN,)
    return (_first(matter.topic, ways),)


def _first(topic: Topic, ways: Mapping[Channel, bool]) -> Channel:
    """The way to somebody who chose none: an address that was shown to work goes before one that may be old."""
    if topic is Topic.NEWS:
        order = ORDER_OF_NEWS
    else:
        order = sorted(ORDER, key=lambda channel: channel is Channel.PUSH or not ways.get(channel))
    return next((channel for channel in order if channel in ways), Channel.SCREEN)


def is_believed(*, verified_at: datetime | None, failed_at: datetime | None) -> bool:
    """Whether an address is still used: it never failed, or was shown to work after that."""
    return failed_at is None or (verified_at is not None and verified_at > failed_at)


def reason_of(status: str) -> Reason:
    """Why mail came back, by its status (RFC 3463): "5.2.2" is a full mailbox."""
    if status.endswith(".2.2"):
        return Reason.FULL
    return Reason.UNKNOWN if status in FOR_GOOD else Reason.REFUSED


def is_the_end(status: str, earlier: int) -> bool:
    """Whether an address is given up: at once when nobody lives there, else at the third time in a month."""
    return status in FOR_GOOD or earlier + 1 >= BELIEVED_AFTER
