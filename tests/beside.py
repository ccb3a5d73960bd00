"""What somebody else does at the same moment as a test, in a thread and a transaction of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import Context

from flask import Flask
from sqlalchemy import text

from portal.db import db, transaction

LOOKS, PAUSE = 6000, 0.01
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def beside(app: Flask, deed: Callable[[], object]) -> Future:
    """Given back once it is over, or waits for what this test has not kept yet; what goes wrong is in its result.

    On SQLite whoever wants to write waits for whoever does: there it just begins.
    """
    future: Future = Future()

    def do() -> None:
        try:
            with app.app_context(), transaction():
                found = deed()
            future.set_result(found)
        except BaseException as fault:
            future.set_exception(fault)

    threading.Thread(target=Context().run, args=(do,), daemon=True).start()
    for _look in range(LOOKS if db.engine.dialect.name == "postgresql" else 0):
        if wait([future], PAUSE).done or _somebody_waits():
            return future
    assert db.engine.dialect.name == "sqlite", "it is neither over nor does it wait for anything"
    return future


def _somebody_waits() -> bool:
    with db.engine.connect() as line:
        return bool(line.scalar(WAITING))
