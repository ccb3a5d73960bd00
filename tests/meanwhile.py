"""What somebody else does in the middle of a deed: just before a statement of it goes to the database."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context

from flask import Flask
from sqlalchemy import event

from portal.db import Refusal, db, transaction


@contextmanager
def meanwhile(app: Flask, beginning: str, deed: Callable[[], object]) -> Iterator[list]:
    """Before the first statement that begins so, somebody else does and keeps this, or waits until it can be done.

    Gives a list of what came of it: what the deed returned, or the refusal.
    """
    came_of_it: list[object] = []
    faults: list[Exception] = []
    others: list[threading.Thread] = []

    def do() -> None:
        with app.app_context():
            try:
                with transaction():
                    came_of_it.append(deed())
            except Refusal as refusal:
                came_of_it.append(refusal)
            except Exception as fault:
                faults.append(fault)

    def look(_connection, _cursor, statement, *_rest) -> None:
        if not others and statement.startswith(beginning):
            others.append(threading.Thread(target=Context().run, args=(do,), daemon=True))
            others[0].start()
            # Who has to wait for what is done here goes on when it is done.
            others[0].join(0.5)

    # What the test looked at before was another request.
    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", look)
    try:
        yield came_of_it
    finally:
        event.remove(db.engine, "before_cursor_execute", look)
        for other in others:
            other.join(30)
    assert others and not others[0].is_alive(), "the moment came, and is over"
    if faults:
        raise faults[0]
