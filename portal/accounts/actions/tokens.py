"""Tokens: what only its holder knows, and what the portal keeps of it."""

import hashlib
import secrets


def new_token(size: int = 32) -> str:
    """A fresh token of this many random bytes, fit for an address or a cookie."""
    return secrets.token_urlsafe(size)


def hashed(token: str) -> str:
    """The SHA-256 of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
