"""The database: one base class, one place that commits, the same rules on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from flask import Flask, Response, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CursorResult, DateTime, Engine, Enum, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, registry, scoped_session
from sqlalchemy.types import TypeDecorator

from portal import turns

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# What is deleted is overwritten in the file: erased means erased.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON", "secure_delete=ON")
LOOKING = ("GET", "HEAD", "OPTIONS")

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_looking: ContextVar[bool] = ContextVar("looking", default=False)


class Refusal(Exception):
    """An action said no; each feature names its own kinds, and a view tells the person what to do now."""


class Moment(TypeDecorator[datetime]):
    """A moment: given and read aware, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Words are stored as they read in the code, so that adding one needs no change of the database.
WORDS = Enum(StrEnum, native_enum=False, length=40, values_callable=lambda words: [word.value for word in words])


class Base(DeclarativeBase):
    """What every table is made of."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: Moment, StrEnum: WORDS}
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})


def init_app(app: Flask) -> None:
    """Tie the session to the request: kept when the answer is below 400, rolled back otherwise."""
    db.init_app(app)
    app.before_request(_come_in)
    app.after_request(_end_of_request)
    app.teardown_request(turns.open_gate)


def _come_in() -> None:
    if request.method not in LOOKING and db.engine.dialect.name == "sqlite":
        # What still has to come over a slow line is waited for outside.
        _ = request.form
        turns.wait_at_gate()


def _end_of_request(response: Response) -> Response:
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


@contextmanager
def transaction() -> Iterator[scoped_session]:
    """One transaction outside a request: kept on leaving, rolled back on an error."""
    token = _writing.set(True)
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.remove()
        _writing.reset(token)


@contextmanager
def reading() -> Iterator[scoped_session]:
    """A transaction of a job or a command that only looks: on SQLite nobody who wants to write waits for it."""
    try:
        yield db.session
    finally:
        db.session.rollback()
        db.session.remove()


@contextmanager
def apart() -> Iterator[Session]:
    """A transaction of its own beside the request's: for what must be kept whatever the answer is.

    Attempts at a password, who looked at what. The request may not have changed anything before it:
    its transaction ends here first, since on SQLite the two would wait for each other.
    """
    _end_before_first_change()
    turns.open_gate()
    token = _writing.set(True)
    try:
        with Session(db.engine, expire_on_commit=False) as session:
            yield session
            session.commit()
    finally:
        _writing.reset(token)


@contextmanager
def looking() -> Iterator[None]:
    """The part of a request that finds out who asks, in a transaction that only reads.

    On SQLite nobody who wants to write has to wait for it. It ends with `done_looking`.
    """
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def done_looking() -> None:
    """What was found stays known; what is done now is read and changed in a new transaction."""
    if request.method not in LOOKING:
        answers = db.session().info.get("answers", {})
        _end_before_first_change()
        db.session().info["answers"] = answers


def let_go() -> None:
    """End a request's transaction before its first change, so that nobody waits while something slow is done.

    Outside a request nothing is let go: a job or a command is one transaction.
    """
    if has_request_context():
        _end_before_first_change()
        turns.open_gate()


def _end_before_first_change() -> None:
    if db.session.new or db.session.dirty or db.session.deleted or "has_changed" in db.session().info:
        raise RuntimeError("letting go comes before the first change of a request")
    db.session.commit()


def _forget_answers(session, *_rest) -> None:
    session.info.pop("answers", None)


def _is_unchanged(session, *_rest) -> None:
    session.info.pop("has_changed", None)


for _ended in ("after_commit", "after_rollback"):
    event.listen(Session, _ended, _is_unchanged)
for _change in ("after_flush", "after_commit", "after_rollback", "after_soft_rollback"):
    event.listen(Session, _change, _forget_answers)


@event.listens_for(Session, "do_orm_execute")
def _forget_answers_on_change(state) -> None:
    if not state.is_select:
        _forget_answers(state.session)


def rows_changed(statement) -> int:
    """Do an UPDATE or DELETE in this transaction; returns how many rows it met: of two at once, one counts 1."""
    return cast(CursorResult, db.session.execute(statement)).rowcount


def kept(model: type[Base], **values: Any) -> int | None:
    """Keep one new row at once, in this transaction; returns its number, or None when a unique index holds another.

    No object stands for it and nothing has to be undone: for what is only written, and what many want at one moment.
    """
    session = db.session()
    session.info["has_changed"] = True
    _forget_answers(session)
    insert = insert_once(model).returning(cast(Any, model).__table__.c.id)
    return session.connection().execute(insert, values).scalar()


def insert_once(model: type[Base]) -> Any:
    """An INSERT that leaves a row alone that is there already."""
    return inserting(model).on_conflict_do_nothing()


def put(model: type[Base], known_by: dict, values: dict) -> None:
    """A new row, or new values in the one that is known by this: two requests at once make one row."""
    row = inserting(model).values(**known_by, **values)
    db.session.execute(row.on_conflict_do_update(index_elements=list(known_by), set_=values))


def inserting(model: type[Base]) -> Any:
    """An INSERT that can say what happens on a conflict, in the words of this database."""
    return _INSERTS[db.session.get_bind().dialect.name](model)


_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection, _record) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection) -> None:
    # A plain BEGIN that later writes loses to "database is locked"; a page that only looks need not wait.
    if connection.dialect.name != "sqlite":
        return
    asked_to = has_request_context() and request.method not in LOOKING and not _looking.get()
    writes = _writing.get() or asked_to
    if writes:
        turns.wait_for(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # It waits for nobody and cannot fail: straight to the driver, since every page begins so.
        connection.connection.driver_connection.execute("BEGIN")
