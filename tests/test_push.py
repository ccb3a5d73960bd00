"""Notices on phones: a local push service takes them, and only the phone's own key opens them."""

import base64
import json
from dataclasses import replace

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from portal.channels import CannotSend, ChannelDown, Device, DeviceGone, NeverSends, Parcel, push, send_push
from portal.settings import Settings, from_environment
from tests.servers import Authority, receiving, silent

SOON = (0.3, 0.8)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Phone:
    """A browser that allowed notices: it alone has the keys that open them."""

    def __init__(self, endpoint: str):
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes .."
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.device = Device(endpoint, _text(point), _text(self.secret))

    def opened(self, body: bytes) -> dict:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def service(authority):
    with receiving(authority.server()) as receiver:
        receiver.status = 201
        yield receiver


@pytest.fixture
def settings(authority, service) -> Settings:
    host = service.url.removeprefix("https://")
    return Settings(push_key="ab" * 32, push_hosts=host, ca_file=str(authority.ca_file), url="https://portal.example")


@pytest.fixture
def phone(service) -> Phone:
    return Phone(f"{service.url}/push/a-long-secret")


def a_parcel(phone: Phone, **more) -> Parcel:
    return Parcel("message-7-abc", "3", "Er is nieuws", "Er is nieuws van groep 3B", "nl", school="De Regenboog",
                  link="https://portal.example/classes/1", device=phone.device, **more)  # fmt: skip


def test_only_the_phone_can_open_what_is_sent(phone, settings, service):
    send_push(a_parcel(phone), settings)
    (asked,) = service.asked
    assert asked.path == "/push/a-long-secret" and b"Regenboog" not in asked.body
    assert phone.opened(asked.body) == {
        "title": "De Regenboog", "body": "Er is nieuws van groep 3B", "lang": "nl", "urgent": False,
        "url": "https://portal.example/classes/1", "tag": "message-7-abc",
    }  # fmt: skip
    assert asked.headers["content-encoding"] == "aes128gcm"
    assert (asked.headers["urgency"], asked.headers["ttl"]) == ("normal", "86400")


def test_a_call_for_help_is_urgent_short_lived_and_replaced_by_its_end(phone, settings, service):
    send_push(a_parcel(phone, is_urgent=True, thread="a-call"), settings)
    (asked,) = service.asked
    assert (asked.headers["urgency"], asked.headers["ttl"], asked.headers["topic"]) == ("high", "120", "a-call")
    assert phone.opened(asked.body)["urgent"] and phone.opened(asked.body)["tag"] == "a-call"


def test_the_push_service_can_check_who_sends(phone, settings, service):
    send_push(a_parcel(phone), settings)
    proof = service.asked[0].headers["authorization"]
    assert Vapid02.verify(proof)
    token, key = proof.removeprefix("vapid t=").split(",k=")
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["aud"] == service.url and claims["sub"] == "https://portal.example"
    assert key == push.public_key(settings), "the key that browsers were given"


@pytest.mark.parametrize("status, kind", [
    (404, DeviceGone), (410, DeviceGone), (400, NeverSends), (403, NeverSends), (413, NeverSends),
    (429, ChannelDown), (500, ChannelDown), (503, ChannelDown), (302, ChannelDown),
])  # fmt: skip
def test_what_an_answer_means(status, kind, phone, settings, service):
    service.status, service.headers = status, {"Location": "https://localhost/elsewhere", "Retry-After": "120"}
    with pytest.raises(CannotSend, match=f"push service: {status}") as trouble:
        send_push(a_parcel(phone), settings)
    assert type(trouble.value) is kind and len(service.asked) == 1, "nothing is followed"
    assert getattr(trouble.value, "rests_for", 120) == 120


def test_a_service_that_hangs_is_let_go(settings):
    with silent() as port, pytest.raises(ChannelDown):
        there = Phone(f"https://localhost:{port}/x")
        send_push(a_parcel(there), replace(settings, push_hosts=f"localhost:{port}"), SOON)


def test_a_service_that_cannot_prove_who_it_is_gets_nothing(phone, settings, service):
    push_without = replace(settings, ca_file="")
    with pytest.raises(ChannelDown, match="SSLCertVerificationError"):
        send_push(a_parcel(phone), push_without)
    assert service.asked == []


HOSTS = "fcm.googleapis.com, *.push.apple.com,push.example:8443"


@pytest.mark.parametrize("endpoint, is_allowed", [
    ("https://fcm.googleapis.com/fcm/send/abc", True), ("https://FCM.googleapis.com/x", True),
    ("https://fcm.googleapis.com:443/x", True), ("https://web.push.apple.com/x", True),
    ("https://push.example:8443/x", True),
    ("http://fcm.googleapis.com/x", False), ("https://fcm.googleapis.com:8443/x", False),
    ("https://fcm.googleapis.com.evil.example/x", False), ("https://evilpush.apple.com/x", False),
    ("https://push.apple.com/x", False), ("https://push.example/x", False),
    ("https://127.0.0.1/x", False), ("https://[::1]/x", False), ("https://169.254.169.254/latest/meta-data", False),
    ("https://fcm.googleapis.com@127.0.0.1/x", False), ("https://user@fcm.googleapis.com/x", False),
    ("https://fcm.googleapis.com\\@127.0.0.1/x", False), ("https://fcm.googleapis.com/x\r\nHost: evil", False),
    ("https://fcm.googleapis.com/" + "x" * 1000, False), ("file:///etc/passwd", False), ("", False),
    ("https://fcm.googleapis.com:99999/x", False), ("https://fcm.googleapis.cοm/x", False),
])  # fmt: skip
def test_requests_go_to_push_services_only(endpoint, is_allowed):
    assert push.is_allowed(endpoint, HOSTS) is is_allowed


def test_a_device_whose_service_is_no_longer_allowed_gets_nothing(phone, settings, service):
    with pytest.raises(DeviceGone):
        send_push(a_parcel(phone), replace(settings, push_hosts="fcm.googleapis.com"))
    assert service.asked == []


@pytest.mark.parametrize("p256dh, auth", [("", ""), ("AAAA", _text(b"sixteen bytes ..")), ("B" + "A" * 86, "AAAA"),
                                          ("not base 64!", "x"), ("é", "é")])  # fmt: skip
def test_keys_that_are_none_are_refused(p256dh, auth, settings, service):
    with pytest.raises(push.CannotBeReached):
        push.checked(f"{service.url}/x", p256dh, auth, settings.push_hosts)


def test_the_key_is_made_once_and_kept(tmp_path):
    first, again = (from_environment({"PORTAL_INSTANCE": str(tmp_path)}) for _start in range(2))
    assert push.public_key(first) == push.public_key(again) and (tmp_path / "push-key").stat().st_mode & 0o77 == 0
    assert len(base64.urlsafe_b64decode(push.public_key(first) + "=")) == 65


def test_a_key_made_elsewhere_is_used_as_it_is():
    private = ec.derive_private_key(int("cd" * 32, 16), ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert push.public_key(Settings(push_key=_text(bytes.fromhex("cd" * 32)))) == _text(point)
