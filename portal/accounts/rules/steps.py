"""What follows a first step, and where passkeys can be used; pure decisions."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

APPROVALS_NEEDED = 2
RECOVERY_CODES = 10


class Follows(StrEnum):
    """What comes after a password or a link was right."""

    IN = "in"
    SECOND_STEP = "second step"
    SET_UP = "set up"


def follows(*, is_staff: bool, is_required: bool, has_app: bool, has_passkey: bool) -> Follows:
    """Parents are in. Staff with a code app use it; who must have a second step uses it or sets one up first.

    A passkey alone is no reason to ask a second step of somebody who need not have one: it may be at home.
    """
    if not is_staff:
        return Follows.IN
    if has_app or (is_required and has_passkey):
        return Follows.SECOND_STEP
    return Follows.SET_UP if is_required else Follows.IN


@dataclass(frozen=True)
class Site:
    """What passkeys are tied to: the host's name (RP id) and the address of the portal (origin)."""

    host: str
    origin: str


def site_of(url: str) -> Site | None:
    """The site of a portal's address; None where browsers refuse passkeys (Web Authentication, section 5.1.2).

    They want a name, not a number, and https; a portal on the own machine is reached as "localhost".
    """
    parts = urlsplit(url)
    host = "localhost" if _is_own_machine(parts.hostname or "") else parts.hostname or ""
    if not host or _is_number(host) or (parts.scheme != "https" and host != "localhost"):
        return None
    port = f":{parts.port}" if parts.port else ""
    return Site(host, f"{parts.scheme}://{host}{port}")


def _is_own_machine(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
