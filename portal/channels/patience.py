"""How long a channel is waited for: each step, and all of it together."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

# Shorter than the lease of such a message, so that nobody else takes it while it is being sent.
URGENT = (4.0, 10.0)
ORDINARY = (8.0, 40.0)


def patience(*, is_urgent: bool) -> tuple[float, float]:
    """Seconds for one step (connecting, an answer) and for the whole sending."""
    return URGENT if is_urgent else ORDINARY


@contextmanager
def at_most(seconds: float, connection: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Cut the connection when what happens inside takes longer, however slowly the other side drips."""
    timer = Timer(seconds, _cut, args=(connection,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: Callable[[], socket.socket | None]) -> None:
    line = connection()
    if line is not None:
        with suppress(OSError):
            # The plain method: that of a TLS socket would take the encryption off under the hands of its reader.
            socket.socket.shutdown(line, socket.SHUT_RDWR)
