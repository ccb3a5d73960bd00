"""One request to another server: certificate checked, nothing followed, little read, not waited for too long."""

import socket
import ssl
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from portal.channels.patience import at_most

MOST_READ = 64 * 1024


class NoAnswer(Exception):
    """The server could not be reached, did not prove who it is, or did not answer in time; the text says which."""


@dataclass(frozen=True)
class Answer:
    """What the server said: status, headers by name in small letters, and the beginning of the text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def retry_after(self) -> int | None:
        """Seconds that the server asks us to wait, when it says so in seconds."""
        asked = self.headers.get("retry-after", "")
        return int(asked) if asked.isascii() and asked.isdigit() else None


def ask(
    method: str, url: str, headers: dict[str, str], body: bytes, *, patience: tuple[float, float], ca_file: str = ""
) -> Answer:
    """Send one request and return the answer, whatever its status. Raises NoAnswer."""
    parts, (step, whole) = urlsplit(url), patience
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if parts.scheme == "https":
        connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=step, context=trusting(ca_file))
    else:
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=step)
    line: list[socket.socket] = []
    try:
        with at_most(whole, lambda: line[0] if line else connection.sock):
            connection.connect()
            # Held here: before an answer after which the server hangs up, the connection forgets its own.
            line.append(connection.sock)
            connection.request(method, target, body, headers)
            given = connection.getresponse()
            text = given.read(MOST_READ).decode(errors="replace")
    except (OSError, HTTPException) as error:
        raise NoAnswer(type(error).__name__) from error
    finally:
        connection.close()
    return Answer(given.status, {name.lower(): value for name, value in given.getheaders()}, text)


def knock(url: str, *, patience: tuple[float, float], ca_file: str = "") -> None:
    """Connect to a server, let it prove who it is, and ask nothing. Raises NoAnswer."""
    parts, (step, _whole) = urlsplit(url), patience
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname or "", port), timeout=step) as line:
            if parts.scheme == "https":
                trusting(ca_file).wrap_socket(line, server_hostname=parts.hostname or "").close()
    except OSError as error:
        raise NoAnswer(type(error).__name__) from error


@lru_cache
def trusting(ca_file: str) -> ssl.SSLContext:
    """What certificates are checked against: the system's authorities, and those of PORTAL_CA_FILE."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context
