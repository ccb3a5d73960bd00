"""Another request in the middle of ours: when ours goes on it is over, or it waits until ours is."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context
from typing import Any

from flask import Flask
from sqlalchemy import text

from portal.db import db, transaction

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@contextmanager
def another(app: Flask, deed: Callable[[], Any]) -> Iterator[Callable[[], None]]:
    """What is given begins the deed in a thread and a transaction of its own; what broke there breaks at the end.

    On SQLite one writes at a time: there the deed comes after ours.
    """
    begun: list[Future] = []

    def apart() -> None:
        with app.app_context(), transaction() as session:
            if _is_postgresql():
                # Whoever waits for ever is wrong.
                session.execute(text("SET LOCAL lock_timeout = '20s'"))
            deed()

    def begin() -> None:
        begun.append(other := pool.submit(Context().run, apart))
        while _is_postgresql() and not other.done() and not _is_somebody_waiting():
            pass

    with ThreadPoolExecutor(1) as pool:
        yield begin
    (other,) = begun
    db.session.rollback()
    db.session.expire_all()
    other.result()


def after_one_look(monkeypatch, owner: Any, name: str, begin: Callable[[], None]) -> None:
    """The moment is right after this function was called for the first time."""
    look = getattr(owner, name)

    def and_then(*args, **kwargs):
        monkeypatch.setattr(owner, name, look)
        found = look(*args, **kwargs)
        begin()
        return found

    monkeypatch.setattr(owner, name, and_then)


def before_one_deed(monkeypatch, owner: Any, name: str, begin: Callable[[], None]) -> None:
    """The moment is right before this function is called for the first time."""
    do = getattr(owner, name)

    def first(*args, **kwargs):
        monkeypatch.setattr(owner, name, do)
        begin()
        return do(*args, **kwargs)

    monkeypatch.setattr(owner, name, first)


def _is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def _is_somebody_waiting() -> bool:
    with db.engine.connect() as aside:
        return bool(aside.scalar(text(WAITING)))
