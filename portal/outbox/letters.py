"""A message as it looks on its way out: the mail in text and HTML, the line on a phone, who signs it, how to end it."""

from collections.abc import Callable
from functools import partial

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from portal import i18n, vault
from portal.channels import Device, Parcel
from portal.channels.sms import words_of
from portal.outbox import taken
from portal.outbox.models import Message, PushDevice
from portal.outbox.queueing import link_to
from portal.outbox.rules import CHOSEN, Channel, Topic

# What a notice may say outside the portal: the class at most. Of all else only that there is something.
SAID_ON_A_PHONE = (Topic.NEWS, Topic.URGENT_NEWS, Topic.HELP)
# Mail that people may end with one press in their mail program (RFC 8058); what is agreed with them is not such mail.
ENDED_AT_ONCE = (Topic.NEWS,)
KEY_DIGITS = 12

# Who the school is, is the business of a feature above; it is plugged in when the app is put together.
_signed: list[Callable[[], str]] = []


def signed_by(name: Callable[[], str]) -> None:
    """Name the function that says what the school is called."""
    _signed[:] = [name]


def school_name() -> str:
    """What the school is called, as every message is signed."""
    return _signed[0]() if _signed else "Samen"


def parcel_of(message: Message, device: PushDevice | None = None) -> Parcel:
    """The message as its channel sends it."""
    with i18n.in_language(message.language):
        texts = _words(message)
    key = key_of(message.id)
    return Parcel(
        key=key, when_taken=partial(taken.note, key), to=message.address, subject=message.subject,
        language=message.language, calendar=message.calendar, calendar_method=message.calendar_method,
        link=link_to(message.path), school=school_name(), thread=_thread(message), is_urgent=message.is_urgent,
        device=Device(device.endpoint, device.p256dh, device.auth) if device else None, **texts,
    )  # fmt: skip


def _words(message: Message) -> dict[str, str]:
    if message.channel is not Channel.EMAIL:
        is_said = message.topic in SAID_ON_A_PHONE or message.kind == PushDevice.__tablename__
        short = message.subject if is_said else _("There is a message for you.")
        return {"text": short if message.channel is Channel.PUSH else message.body}
    end = _ending(message)
    ends_at_once = link_to(f"/unsubscribe/{_token(message)}") if message.topic in ENDED_AT_ONCE else ""
    footer = f"\n-- \n{school_name()}\n{end[0]}\n{end[1]}\n" if end else ""
    return {"text": message.body + footer, "html": _html(message, end), "unsubscribe": ends_at_once}


def _ending(message: Message) -> tuple[str, str] | None:
    """The last line of a mail that people may choose not to have, and where it leads."""
    if message.topic in ENDED_AT_ONCE:
        return _("No more mail about class news"), link_to(f"/unsubscribe/{_token(message)}")
    if message.topic in CHOSEN:
        return _("Choose how we reach you"), link_to("/account/messages")
    return None


def _html(message: Message, end: tuple[str, str] | None) -> str:
    paragraphs = [part.splitlines() for part in message.body.strip().split("\n\n")]
    template = current_app.jinja_env.get_template("layouts/message.html")
    return template.render(
        subject=message.subject, paragraphs=paragraphs, link=link_to(message.path), end=end,
        school_name=school_name(), language=i18n.language(i18n.current_language().code),
    )  # fmt: skip


def words_on_the_way(message: Message) -> str:
    """The text as its receiver gets it on this channel; for whoever looks at the outbox of the demo."""
    if message.channel is Channel.SMS:
        return words_of(parcel_of(message))
    return parcel_of(message).text


def words_in_the_portal(message: Message) -> str:
    """The text as it is read in the portal: the link is a button there."""
    lines = message.body.replace(f"\n{link_to(message.path)}\n", "")
    return lines.strip()


def _thread(message: Message) -> str:
    """The same for all that is said about one call for help: "it is over" takes the place of "come"."""
    return vault.ring.mark(f"{message.kind}:{message.about}", "message.thread")[:32] if message.is_urgent else ""


def key_of(number: int) -> str:
    """The key of a message; nobody outside can make one up, so that a bounce that holds it is about that message."""
    return f"message-{number}-{vault.ring.mark(str(number), 'message.key')[:KEY_DIGITS]}"


def number_of(key: str) -> int | None:
    """The message that a key stands for; None when it is not one of ours."""
    number = key.removeprefix("message-").partition("-")[0]
    return int(number) if number.isdigit() and len(number) < 10 and key_of(int(number)) == key else None


def _token(message: Message) -> str:
    return _serializer().dumps([message.person_id, message.topic.value])


def who_ends_what(token: str) -> tuple[int, Topic] | None:
    """The person and the topic of an address that ends mail; None when we did not make it."""
    try:
        person_id, topic = _serializer().loads(token)
        return int(person_id), Topic(topic)
    except (BadData, ValueError, TypeError):
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="unsubscribe")
