"""How the database is asked: once for each answer, and for columns of the connection itself."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from sqlalchemy.sql import Executable

from portal.db import db


def columns(query: Executable, about: Mapping[str, Any] | None = None) -> list[Any]:
    """The rows of a query for columns, never for objects: nothing has to be kept in step with them.

    On the way through the session each of the few rows of a page costs as much again as the question itself.
    """
    session = db.session()
    session.flush()
    return list(session.connection().execute(query, about))


def asked_once(query: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Remember the answer of a query until this transaction changes something or ends.

    Permissions, the menu and the page ask the same about the same person; the arguments must be hashable.
    """

    @wraps(query)
    def remembering(*about):
        answers = _answers()
        key = (query, *about)
        if key not in answers:
            answers[key] = query(*about)
        return list(answers[key])

    return remembering


def answered(query: Callable[..., list[Any]], answer: list[Any], *about: Any) -> None:
    """Remember what another question brought along as the answer of a query that is asked once."""
    _answers()[(vars(query)["__wrapped__"], *about)] = answer


def _answers() -> dict[tuple, list[Any]]:
    return db.session().info.setdefault("answers", {})
