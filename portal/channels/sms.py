"""Text messages, through the HTTP interface of whichever provider the settings describe."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from portal.channels.parcels import CannotSend, ChannelDown, NeverSends, Parcel
from portal.channels.patience import patience
from portal.channels.web import Answer, NoAnswer, ask
from portal.settings import Settings

# The default alphabet of GSM 03.38; a character beyond it makes the whole message UCS-2.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("^{}\\[~]|€\f")
MOST_PARTS = 4
# The provider refuses us (password, credit, too much), not this message: it may well go out later.
ABOUT_US = (401, 402, 403, 407, 408, 425, 429)


def send_sms(parcel: Parcel, settings: Settings, seconds: tuple[float, float] | None = None) -> None:
    """Hand one text message to the provider of PORTAL_SMS_URL. Raises NeverSends or ChannelDown."""
    url, headers = _address(settings)
    target, body, kind = _filled(url, settings, _values(parcel, settings))
    headers = {"Content-Type": kind, "Accept": "application/json", **headers}
    try:
        answer = ask(
            settings.sms_method, target, headers, body,
            patience=seconds or patience(is_urgent=parcel.is_urgent), ca_file=settings.ca_file,
        )  # fmt: skip
    except NoAnswer as error:
        raise ChannelDown(f"sms gateway: {error}") from error
    _judge(answer, settings.sms_success)


def _judge(answer: Answer, rule: str) -> None:
    if answer.status in ABOUT_US or answer.status >= 500 or 300 <= answer.status < 400:
        # A redirect is not followed: the number and the words would go to somewhere nobody chose.
        raise ChannelDown(f"sms gateway: {answer.status}", answer.retry_after)
    if answer.status >= 400:
        raise NeverSends(f"sms gateway: {answer.status}")
    if not 200 <= answer.status < 300:
        raise CannotSend(f"sms gateway: {answer.status}")
    if rule and not is_accepted(answer.text, rule):
        raise NeverSends("sms gateway: not accepted")


def is_accepted(text: str, rule: str) -> bool:
    """Whether the answer says yes by a rule such as `messages.0.status=Accepted`: a place in its JSON, and a value."""
    place, _, wanted = rule.partition("=")
    try:
        found = json.loads(text)
        for step in place.split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]
    except (ValueError, KeyError, IndexError, TypeError):
        return False
    return (found if isinstance(found, str) else json.dumps(found)) == wanted


def words_of(parcel: Parcel) -> str:
    """The whole text message: which school, what it is about, where to read it; to MOST_PARTS parts long."""
    subject = parcel.subject
    while True:
        words = f"{parcel.school}: {subject} {parcel.link}".strip()
        if parts_of(words) <= MOST_PARTS or len(subject) < 2:
            return words
        subject = f"{subject[: len(subject) - 10].rstrip()}…"


def parts_of(words: str) -> int:
    """How many text messages this is to the network: 160 letters of the basic alphabet, else 70; fewer when joined."""
    if all(letter in BASIC or letter in TWICE for letter in words):
        length, one, joined = sum(2 if letter in TWICE else 1 for letter in words), 160, 153
    else:
        length, one, joined = len(words.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // joined)


def _values(parcel: Parcel, settings: Settings) -> dict[str, str]:
    digits = parcel.to.removeprefix("+")
    return {
        "to": parcel.to, "to_digits": digits, "to_00": f"00{digits}", "text": words_of(parcel),
        "sender": settings.sms_sender, "key": parcel.key,
    }  # fmt: skip


def _address(settings: Settings) -> tuple[str, dict[str, str]]:
    """The address without the password in it, and the headers with it."""
    parts = urlsplit(settings.sms_url)
    headers = json.loads(settings.sms_headers) if settings.sms_headers else {}
    if parts.username:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(secret).decode()}"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), headers


def _filled(url: str, settings: Settings, values: Mapping[str, str]) -> tuple[str, bytes, str]:
    """Address, body and type of the body; in JSON and in a form each value is written as that kind demands."""
    template = settings.sms_body.strip()
    if template.startswith(("{", "[")):
        body = json.dumps(_in_json(json.loads(template), values), ensure_ascii=False)
        return url, body.encode(), "application/json"
    pairs = [(name, _put(value, values)) for name, value in parse_qsl(template, keep_blank_values=True)]
    if settings.sms_method == "GET":
        return f"{url}{'&' if '?' in url else '?'}{urlencode(pairs)}", b"", "application/x-www-form-urlencoded"
    return url, urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def _in_json(part, values: Mapping[str, str]):
    if isinstance(part, dict):
        return {name: _in_json(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [_in_json(value, values) for value in part]
    return _put(part, values) if isinstance(part, str) else part


def _put(text: str, values: Mapping[str, str]) -> str:
    # Not str.format: what a template holds beyond these few names is left as it is.
    for name in values:
        if text == f"{{{name}}}":
            return values[name]
    for name, value in values.items():
        if name != "text":
            text = text.replace(f"{{{name}}}", value)
    return text.replace("{text}", values["text"])
