"""Notices on somebody's phone or computer: web push (RFC 8030), encrypted (RFC 8291) and signed (RFC 8292)."""

import base64
import json
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal import clock
from portal.channels.parcels import CannotSend, ChannelDown, Device, DeviceGone, NeverSends, Parcel
from portal.channels.patience import patience
from portal.channels.web import Answer, NoAnswer, ask
from portal.settings import Settings

LONGEST_ENDPOINT = 1000
# A call for help that comes minutes late sends people to where nobody needs them any more.
URGENT_LIVES = 120
ORDINARY_LIVES = 24 * 3600
PROOF_LIVES = timedelta(hours=12)


class CannotBeReached(ValueError):
    """What a browser sent is no address and keys of a push service that PORTAL_PUSH_HOSTS allows."""


def send_push(parcel: Parcel, settings: Settings, seconds: tuple[float, float] | None = None) -> None:
    """Hand one notice to the push service of its device. Raises DeviceGone, NeverSends or ChannelDown."""
    if parcel.device is None or not is_allowed(parcel.device.endpoint, settings.push_hosts):
        # Registered before the setting was changed.
        raise DeviceGone("push service: not allowed")
    try:
        answer = ask(
            "POST", parcel.device.endpoint, _headers(parcel, settings), _sealed(parcel.device, notice(parcel)),
            patience=seconds or patience(is_urgent=parcel.is_urgent), ca_file=settings.ca_file,
        )  # fmt: skip
    except NoAnswer as error:
        raise ChannelDown(f"push service: {error}") from error
    _judge(answer)


def _judge(answer: Answer) -> None:
    trouble = f"push service: {answer.status}"
    if answer.status in (404, 410):
        raise DeviceGone(trouble)
    if answer.status == 429 or answer.status >= 500 or 300 <= answer.status < 400:
        raise ChannelDown(trouble, answer.retry_after)
    if answer.status >= 400:
        raise NeverSends(trouble)
    if not 200 <= answer.status < 300:
        raise CannotSend(trouble)


def notice(parcel: Parcel) -> dict:
    """What the phone shows: which school, one line, and where a tap leads."""
    return {
        "title": parcel.school, "body": parcel.text, "lang": parcel.language, "url": parcel.link,
        "tag": parcel.thread or parcel.key, "urgent": parcel.is_urgent,
    }  # fmt: skip


def is_allowed(endpoint: str, hosts: str) -> bool:
    """Whether an address belongs to a push service of the list (`host`, `host:port` or `*.domain`), over https.

    The portal sends a request to this address: it must not be one inside the school's own network.
    """
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or parts.username is not None or len(endpoint) > LONGEST_ENDPOINT:
        return False
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    host = (parts.hostname or "") + (f":{port}" if port not in (None, 443) else "")
    return any(_is_of(host, allowed.strip().lower()) for allowed in hosts.split(",") if allowed.strip())


def _is_of(host: str, allowed: str) -> bool:
    return host.endswith(allowed[1:]) and host != allowed[1:] if allowed.startswith("*.") else host == allowed


def checked(endpoint: str, p256dh: str, auth: str, hosts: str) -> Device:
    """The device as the browser gave it. Raises CannotBeReached."""
    if not is_allowed(endpoint, hosts):
        raise CannotBeReached("the push service is not on the list")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        if len(_bytes(auth)) != 16:
            raise CannotBeReached("the secret has another length")
    except ValueError as error:
        raise CannotBeReached("these are no keys of a browser") from error
    return Device(endpoint, p256dh, auth)


def public_key(settings: Settings) -> str:
    """The key by which a push service knows this school, as browsers want it (base64url)."""
    point = _private(settings).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _text(point)


def _private(settings: Settings) -> ec.EllipticCurvePrivateKey:
    key = settings.push_key
    number = int(key, 16) if len(key) == 64 else int.from_bytes(_bytes(key), "big")
    return ec.derive_private_key(number, ec.SECP256R1())


def get_ready() -> None:
    """Load what sealing needs before a call for help needs it: it takes a quarter of a second."""
    import py_vapid  # noqa: F401
    import pywebpush  # noqa: F401


def _sealed(device: Device, content: dict) -> bytes:
    # Loading it takes a quarter of a second and brings two HTTP clients along, which only a sender needs.
    from pywebpush import WebPusher

    pusher = WebPusher({"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}})
    return pusher.encode(json.dumps(content, ensure_ascii=False).encode())["body"]


def _headers(parcel: Parcel, settings: Settings) -> dict[str, str]:
    from py_vapid import Vapid02

    service = urlsplit(parcel.device.endpoint if parcel.device else "")
    contact = settings.url if settings.url.startswith("https:") else f"mailto:{parseaddr(settings.mail_from)[1]}"
    # Push services refuse a proof that is good for more than a day; their clocks may differ from ours.
    until = int((clock.now() + PROOF_LIVES).timestamp())
    claims = {"aud": f"https://{service.netloc}", "sub": contact, "exp": until}
    signed = Vapid02(_private(settings), conf={"no-strict": True}).sign(claims)
    lives = URGENT_LIVES if parcel.is_urgent else ORDINARY_LIVES
    headers = {
        **signed, "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(lives),
        "Urgency": "high" if parcel.is_urgent else "normal",
    }  # fmt: skip
    return headers | ({"Topic": parcel.thread} if parcel.thread else {})


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
