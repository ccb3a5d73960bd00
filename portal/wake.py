"""Waking the workers: what is urgent says so when it is kept, and they look at once instead of at their next look.

On PostgreSQL by NOTIFY, in the transaction itself, to every worker on every machine; on SQLite through a named pipe
beside the database. A worker that nobody wakes looks by itself all the same: a lost sign delays, and loses nothing.
"""

import logging
import os
import select
import stat
import threading
from collections.abc import Callable
from contextlib import closing, suppress

import psycopg
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

CHANNEL = "samen_wake"
LOOKS_WHETHER_STOPPED = 1.0
TRIES_AGAIN_AFTER = 2.0

log = logging.getLogger(__name__)


def when_kept(session: Session) -> None:
    """Once this transaction is kept, every worker looks at once."""
    if "wakes" in session.info:
        return
    bind = session.get_bind()
    session.info["wakes"] = _pipe_of(bind.engine)
    if bind.dialect.name == "postgresql":
        session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


@event.listens_for(Session, "after_commit")
def _wake(session: Session) -> None:
    # The end of a savepoint keeps nothing yet.
    if not session.in_nested_transaction():
        _ring_at(session.info.pop("wakes", None))


@event.listens_for(Session, "after_rollback")
def _let_sleep(session: Session) -> None:
    session.info.pop("wakes", None)


def _pipe_of(engine: Engine) -> str | None:
    """The named pipe beside an SQLite database; None for PostgreSQL, and for one that lives in memory."""
    path = engine.url.database
    return f"{path}-wake" if engine.dialect.name == "sqlite" and path and path != ":memory:" else None


def _ring_at(pipe: str | None) -> None:
    if pipe is None:
        return
    # No worker listens, or it was woken already and has not looked yet.
    with suppress(OSError):
        end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        try:
            # Never into a file that somebody put there.
            if stat.S_ISFIFO(os.fstat(end).st_mode):
                os.write(end, b"!")
        finally:
            os.close(end)


def listen(engine: Engine, ring: Callable[[], None], stopped: threading.Event) -> None:
    """Call `ring` each time something urgent was kept, until `stopped`; for a thread of its own."""
    by = _listen_to_postgres if engine.dialect.name == "postgresql" else _listen_at_pipe
    while not stopped.is_set():
        try:
            by(engine, ring, stopped)
        except (OSError, psycopg.Error, SQLAlchemyError) as error:
            log.error("the worker cannot be woken, and looks by itself: %s", type(error).__name__)
            stopped.wait(TRIES_AGAIN_AFTER)


def _listen_to_postgres(engine: Engine, ring: Callable[[], None], stopped: threading.Event) -> None:
    line = engine.raw_connection()
    connection = line.driver_connection
    # Of its own from now on: the pool neither lends it nor misses it.
    line.detach()
    assert isinstance(connection, psycopg.Connection)
    with closing(connection):
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        # What was kept before somebody listened.
        ring()
        while not stopped.is_set():
            for _sign in connection.notifies(timeout=LOOKS_WHETHER_STOPPED, stop_after=1):
                ring()


def _listen_at_pipe(engine: Engine, ring: Callable[[], None], stopped: threading.Event) -> None:
    pipe = _pipe_of(engine)
    if pipe is None:
        stopped.wait()
        return
    with suppress(FileExistsError):
        os.mkfifo(pipe, 0o600)
    # Held open for writing too: the pipe then never ends, whoever comes and goes.
    end = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        ring()
        while not stopped.is_set():
            if select.select([end], [], [], LOOKS_WHETHER_STOPPED)[0]:
                os.read(end, 4096)
                ring()
    finally:
        os.close(end)
