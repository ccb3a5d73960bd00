"""A device of somebody's own that makes passkeys and answers with them, as a browser and its authenticator do."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from tests.visitor import Page, Visitor

ORIGIN, HOST = "http://localhost:8000", "localhost"
PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(given: str) -> bytes:
    return urlsafe_b64decode(given + "==")


@dataclass
class Key:
    """One passkey on the device: whose it says to be, its private half, and how often it was used."""

    handle: bytes
    number: bytes
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    counter: int = 1

    def public(self) -> bytes:
        """The public half as COSE: kind 2 (EC2), algorithm -7 (ES256), curve 1 (P-256)."""
        numbers = self.private.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


@dataclass
class Device:
    """What answers for a browser; each test may bend one thing: the origin, the host, the flags, the counting."""

    origin: str = ORIGIN
    host: str = HOST
    flags: int = PRESENT | VERIFIED
    counts: bool = True
    keys: list[Key] = field(default_factory=list)
    # What only a dishonest device does: give a number that another passkey has.
    number: bytes | None = None

    def made(self, options: dict) -> str:
        """The answer to `navigator.credentials.create`, as the page's script sends it."""
        key = Key(data(options["user"]["id"]), self.number or secrets.token_bytes(32), counter=int(self.counts))
        self.keys.append(key)
        about = bytes(16) + len(key.number).to_bytes(2, "big") + key.number + key.public()
        whole = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(key, MADE) + about})
        response = {"clientDataJSON": text(self._client("webauthn.create", options)), "attestationObject": text(whole),
                    "transports": ["internal"]}  # fmt: skip
        return self._answer(key, response)

    def signed(self, options: dict, key: Key | None = None) -> str:
        """The answer to `navigator.credentials.get`, with the newest passkey or the one named."""
        key = key or self.keys[-1]
        key.counter += self.counts
        client, about = self._client("webauthn.get", options), self._data(key, 0)
        signature = key.private.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": text(client), "authenticatorData": text(about), "signature": text(signature),
                    "userHandle": text(key.handle)}  # fmt: skip
        return self._answer(key, response)

    def _client(self, kind: str, options: dict) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _data(self, key: Key, more: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([self.flags | more]) + key.counter.to_bytes(4, "big")

    @staticmethod
    def _answer(key: Key, response: dict) -> str:
        number = text(key.number)
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})


def asked(visitor: Visitor, path: str) -> dict:
    """The question that the portal puts to this browser."""
    answer = visitor.post(path).response
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return json.loads(answer.get_data(as_text=True))


def add(visitor: Visitor, device: Device, name: str = "My phone") -> Page:
    """Make a passkey of whoever is signed in."""
    answer = device.made(asked(visitor, "/account/passkeys/options"))
    return visitor.post("/account/passkeys/add", {"name": name, "answer": answer})


def come_in(visitor: Visitor, device: Device, key: Key | None = None) -> Page:
    """Sign in with a passkey of this device."""
    answer = device.signed(asked(visitor, "/sign-in/passkey/options"), key)
    return visitor.post("/sign-in/passkey", {"answer": answer})


def with_passkey(visitor: Visitor, device: Device | None = None) -> Device:
    """A device that holds a passkey of whoever is signed in."""
    device = device or Device()
    page = add(visitor, device)
    assert page.status == 303, page.text
    return device
