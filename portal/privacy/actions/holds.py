"""Keeping somebody's data where it is, for as long as there is a reason."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db
from portal.privacy.models import Hold
from portal.privacy.queries import holds
from portal.school.models import Guardian, Household, Person, Pupil


class HeldAlready(Refusal):
    """There is a hold on exactly this pupil, household or guardian."""


class IsErased(Refusal):
    """This pupil, household or guardian was erased a moment ago."""


def place(thing: Pupil | Household | Person, by: Person, *, reason: str, review_on: date, now: datetime) -> Hold:
    """Hold everything of a pupil, a household or a guardian. Raises HeldAlready or IsErased."""
    if not _locked(thing) and isinstance(thing, Person):
        raise IsErased
    column = {Pupil: "pupil_id", Household: "household_id", Person: "person_id"}[type(thing)]
    hold = Hold(reason=reason, review_on=review_on, placed_by_id=by.id, placed_at=now, **{column: thing.id})
    try:
        with db.session.begin_nested():
            db.session.add(hold)
    except IntegrityError as collision:
        raise (HeldAlready if holds.hold_on(thing) else IsErased) from collision
    audit.did(by, "hold placed", hold, now=now)
    return hold


def lift(hold: Hold, by: Person, *, now: datetime) -> None:
    """From now on the terms hold again. Twice is once."""
    if hold.lifted_at is not None:
        return
    hold.lifted_at, hold.lifted_by_id = now, by.id
    audit.did(by, "hold lifted", hold, now=now)


def _locked(thing: Pupil | Household | Person) -> list[int]:
    """Wait for who is erasing this, or let them wait for us: they lock guardians before pupils."""
    query = {
        Pupil: select(Pupil.id).where(Pupil.id == thing.id),
        Household: select(Guardian.id).where(Guardian.household_id == thing.id).order_by(Guardian.id),
        Person: select(Guardian.id).where(Guardian.person_id == thing.id),
    }[type(thing)]
    # What only points at it waits for nobody.
    return list(db.session.scalars(query.with_for_update(key_share=True)))
