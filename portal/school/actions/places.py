"""Places in the building: where somebody can need help, and where a screen can stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import db
from portal.school.actions.changing import changed
from portal.school.actions.refusals import NameTaken
from portal.school.models import Person, Place


def add_place(name: str, phone: str, by: Person, *, now: datetime) -> Place:
    """A new place, with the number that is called there. Raises NameTaken."""
    place = Place(name=name, phone=phone)
    with _own_name():
        db.session.add(place)
        db.session.flush()
    audit.did(by, "place added", place, now=now)
    return place


def change_place(place: Place, name: str, phone: str, by: Person, *, now: datetime) -> None:
    """Another name or number. Raises NameTaken."""
    with _own_name():
        found = changed(place, name=name, phone=phone)
        db.session.flush()
    if found:
        audit.did(by, "place changed", place, now=now, detail=found)


@contextmanager
def _own_name() -> Iterator[None]:
    # The constraint says it; the rest of the request goes on from before the change.
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        raise NameTaken from error
