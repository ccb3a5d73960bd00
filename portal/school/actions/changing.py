"""Setting what differs, and writing down what it was: for every verb about people."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.school.actions.refusals import WrongDay
from portal.school.models import School


def changed(thing: object, **values: Any) -> dict[str, list]:
    """Set what differs; returns each field with its old and new value, as plain JSON."""
    different = {name: value for name, value in values.items() if getattr(thing, name) != value}
    found = {name: [plain(getattr(thing, name)), plain(value)] for name, value in different.items()}
    for name, value in different.items():
        setattr(thing, name, value)
    return found


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def not_after(today: date, day: date | None) -> None:
    """Refuse a day that is still to come: what is written down has happened. Raises WrongDay."""
    if day is not None and day > today:
        raise WrongDay


def one_at_a_time() -> School | None:
    """Wait for others who decide about the school (its leader, year, teams, who is new); returns the school."""
    return db.session.scalars(select(School).order_by(School.id).limit(1).with_for_update()).first()
