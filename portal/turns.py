"""Who may write next on SQLite, which takes one writer at a time. Nothing here decides: BEGIN IMMEDIATE does."""

import fcntl
import os
import threading

from flask import g
from sqlalchemy import Connection, event
from sqlalchemy.pool import Pool

_gate = threading.Lock()


def wait_at_gate() -> None:
    """One request that may change something goes on at a time in this process, until it opens the gate.

    They write one after the other anyway; side by side they only share the processor with the one that is writing,
    and all other processes wait for that one.
    """
    _gate.acquire()
    g.is_inside = True


def open_gate(_error: BaseException | None = None) -> None:
    """Let the next one in: at the end of a request, or before it does something slow. Twice is once."""
    if g.pop("is_inside", False):
        _gate.release()


def wait_for(connection: Connection) -> None:
    """Wait for the turn to write, in a queue of all processes.

    SQLite lets writers look again after ever longer naps, while the database lies idle and the unlucky starve.
    A lock on a file beside it wakes the next one at once, and is gone with its process; a writer that is not in
    this queue is met by SQLite itself.
    """
    path = connection.engine.url.database
    if path and path != ":memory:" and "turn" not in connection.info:
        turn = connection.info["turn"] = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(turn, fcntl.LOCK_EX)


@event.listens_for(Pool, "checkin")
@event.listens_for(Pool, "close")
def _next_please(_connection, record) -> None:
    turn = record.info.pop("turn", None)
    if turn is not None:
        os.close(turn)
