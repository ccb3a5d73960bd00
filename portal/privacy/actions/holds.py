"""Keeping somebody's data where it is, for as long as there is a reason."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db
from portal.privacy.models import Hold
from portal.school.models import Household, Person, Pupil


class HeldAlready(Refusal):
    """There is a hold on exactly this pupil, household or guardian."""


def place(thing: Pupil | Household | Person, by: Person, *, reason: str, review_on: date, now: datetime) -> Hold:
    """Hold everything of a pupil, a household or a guardian. Raises HeldAlready."""
    column = {Pupil: "pupil_id", Household: "household_id", Person: "person_id"}[type(thing)]
    hold = Hold(reason=reason, review_on=review_on, placed_by_id=by.id, placed_at=now, **{column: thing.id})
    try:
        with db.session.begin_nested():
            db.session.add(hold)
    except IntegrityError as collision:
        raise HeldAlready from collision
    audit.did(by, "hold placed", hold, now=now)
    return hold


def lift(hold: Hold, by: Person, *, now: datetime) -> None:
    """From now on the terms hold again. Twice is once."""
    if hold.lifted_at is not None:
        return
    hold.lifted_at, hold.lifted_by_id = now, by.id
    audit.did(by, "hold lifted", hold, now=now)
