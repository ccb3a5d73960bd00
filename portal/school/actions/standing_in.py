"""Naming who stands in for the team of a class, and taking it back."""

from datetime import date, datetime

from sqlalchemy import select

from portal import audit
from portal.db import db, kept
from portal.school.actions.refusals import NotOnTheStaff, WrongDays
from portal.school.models import Person, SchoolClass, StandIn
from portal.school.rules import STAND_IN_LASTS


def name_stand_in(
    school_class: SchoolClass, person: Person, by: Person, *, from_on: date, until_on: date, today: date, now: datetime
) -> None:
    """Name a colleague for some days. Another last day takes the place of the first; twice the same changes nothing.

    Raises NotOnTheStaff or WrongDays.
    """
    if not person.all_roles or person.left_on is not None:
        raise NotOnTheStaff
    if not today <= from_on <= until_on or until_on - from_on > STAND_IN_LASTS:
        raise WrongDays
    said = {"until_on": until_on, "named_by_id": by.id, "named_at": now, "ended_at": None}
    number = kept(StandIn, class_id=school_class.id, person_id=person.id, from_on=from_on, **said)
    the_same = select(StandIn).where(
        StandIn.class_id == school_class.id, StandIn.person_id == person.id, StandIn.from_on == from_on
    )
    stand_in = db.session.scalars(the_same.execution_options(populate_existing=True)).one()
    if number is None and stand_in.ended_at is None and stand_in.until_on == until_on:
        return
    for name, value in said.items():
        setattr(stand_in, name, value)
    audit.did(by, "stand-in named", stand_in, now=now)


def end_stand_in(stand_in: StandIn, by: Person, *, now: datetime) -> None:
    """Take it back, from now on: this colleague opens nothing of the class any more."""
    if stand_in.ended_at is None:
        stand_in.ended_at = now
        audit.did(by, "stand-in ended", stand_in, now=now)
