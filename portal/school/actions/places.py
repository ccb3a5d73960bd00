"""Places in the building: where somebody can need help, and where a screen can stand."""

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
    db.session.add(place)
    _flush_name()
    audit.did(by, "place added", place, now=now)
    return place


def change_place(place: Place, name: str, phone: str, by: Person, *, now: datetime) -> None:
    """Another name or number. Raises NameTaken."""
    found = changed(place, name=name, phone=phone)
    _flush_name()
    if found:
        audit.did(by, "place changed", place, now=now, detail=found)


def _flush_name() -> None:
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as error:
        raise NameTaken from error
