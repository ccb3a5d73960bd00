"""In the demo one classmate was missing from the last list: the office is asked whether she has left."""

from datetime import datetime

from portal.db import db
from portal.demo.actions.people import Cast
from portal.rosters.models import LeftQuestion


def fill(cast: Cast, *, now: datetime) -> None:
    """Ask about Tess of 6A, whose family says nothing yet."""
    tess = next(pupil for pupil in cast.pupils.values() if pupil.first_name == "Tess")
    db.session.add(LeftQuestion(pupil_id=tess.id, asked_from=cast.classes["6A"].year.starts_on))
