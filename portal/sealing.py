"""What a screen without a network may keep: words sealed with the portal's public key, which only the portal opens.

ECDH on P-256 with a key made for each sending, HKDF-SHA256, AES-256-GCM: browsers have them (Web Cryptography API).
The private key follows from the key of the marks, which stays when the others change: what waited still opens.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal import vault

CURVE = ec.SECP256R1()
# The order of the curve's group (SEC 2, 2.4.2): a private key is a number below it, and not 0.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT, NONCE = 65, 12
ABOUT = b"samen kiosk"


class CannotUnseal(Exception):
    """It was not sealed for this portal, or it was changed."""


def public_key() -> bytes:
    """The point with which a browser seals: 65 bytes, uncompressed (SEC 1, 2.3.3)."""
    return _private_key(vault.ring.mark_key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def unseal(sealed: bytes) -> bytes:
    """What was sealed: the sender's point (65 bytes), nonce (12), ciphertext with tag. Raises CannotUnseal."""
    point, nonce, rest = sealed[:POINT], sealed[POINT : POINT + NONCE], sealed[POINT + NONCE :]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = _private_key(vault.ring.mark_key).exchange(ec.ECDH(), theirs)
        return AESGCM(key_from(shared)).decrypt(nonce, rest, None)
    except (ValueError, InvalidTag) as error:
        raise CannotUnseal from error


def key_from(shared: bytes) -> bytes:
    """The key of one sending, from what both sides share."""
    return HKDF(hashes.SHA256(), length=32, salt=None, info=ABOUT).derive(shared)


@lru_cache(maxsize=4)
def _private_key(mark_key: bytes) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(hmac.new(mark_key, b"kiosk sealing", hashlib.sha512).digest(), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)
