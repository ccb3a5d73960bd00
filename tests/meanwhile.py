"""What somebody else does in the middle of a test, at a moment of its choice, and keeps."""

import fcntl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import Context
from time import monotonic
from typing import Any, Literal, Self

import pytest
from flask import Flask
from sqlalchemy import event, text

from portal.db import db, transaction

# In seconds. The limit is there so that nothing hangs: who comes that far is wrong.
LIMIT, PAUSE = 30, 0.01
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
When = Literal["before", "after"]


class Another:
    """Somebody else, who does this once and keeps it: in a thread, an app context and a transaction of their own.

    What `look` finds is given to the deed: as in a request, it is looked at in a transaction before that.
    """

    def __init__(self, app: Flask, deed: Callable[..., object], *, look: Callable[[], tuple] = tuple):
        self._app, self._deed, self._look = app, deed, look
        self._thread = threading.Thread(target=Context().run, args=(self._do,), daemon=True)
        self._has_looked, self._came = threading.Event(), Future()
        self.has_waited = False

    def begin(self) -> Self:
        """Let them begin; goes on once it is over, or waits for what this test has not kept yet. Twice is once."""
        if self._thread.ident is None:
            is_waiting, limit = _how_they_wait(), monotonic() + LIMIT
            self._thread.start()
            assert self._has_looked.wait(LIMIT)
            while not wait([self._came], PAUSE).done and not is_waiting():
                assert monotonic() < limit, "it is neither over nor does it wait for anything"
            self.has_waited = not self._came.done()
        return self

    def result(self) -> Any:
        """What came of it, once it is over; its refusal, or what broke, is raised here."""
        assert self._thread.ident, "the moment came"
        return self._came.result(LIMIT)

    def _do(self) -> None:
        try:
            with self._app.app_context():
                seen = self._look()
                db.session.commit()
                self._has_looked.set()
                with transaction():
                    found = self._deed(*seen)
            self._came.set_result(found)
        except BaseException as fault:
            self._came.set_exception(fault)
            self._has_looked.set()


def meanwhile(app: Flask, deed: Callable[[], object]) -> Any:
    """Somebody else does this and keeps it, now; what came of it."""
    return Another(app, deed).begin().result()


def second_of(app: Flask, first: Callable, second: Callable, *, look: Callable[[], tuple] = tuple) -> Another:
    """Of two who do this at once the second: they have looked before the first is kept, and go on when it is."""
    other = Another(app, second, look=look)
    db.session.commit()
    with transaction():
        first(*look())
        other.begin()
    return other


@contextmanager
def at_call(when: When, owner: Any, name: str, other: Another) -> Iterator[None]:
    """They begin right before or after this function is called for the first time."""
    call = getattr(owner, name)

    def watched(*args, **kwargs):
        if when == "before":
            other.begin()
        found = call(*args, **kwargs)
        if when == "after":
            other.begin()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, watched)
        yield


@contextmanager
def at_statement(when: When, words: str, other: Another) -> Iterator[None]:
    """They begin right before or after the first statement with these words. What was done before is kept first."""

    def watch(_connection, _cursor, statement, *_rest) -> None:
        if words in statement:
            other.begin()

    db.session.commit()
    event.listen(db.engine, f"{when}_cursor_execute", watch)
    try:
        yield
    finally:
        event.remove(db.engine, f"{when}_cursor_execute", watch)


def _how_they_wait() -> Callable[[], bool]:
    """Whether somebody waits: PostgreSQL says so; on SQLite who wants to write does, when this test writes already."""
    if db.engine.dialect.name == "postgresql":
        return _is_anybody_waiting
    with open(f"{db.engine.url.database}-turn", "w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return lambda: True
    return lambda: False


def _is_anybody_waiting() -> bool:
    with db.engine.connect() as line:
        return bool(line.scalar(WAITING))
