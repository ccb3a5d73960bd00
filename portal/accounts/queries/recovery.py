"""Requests to come in again, as those who decide see them."""

from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Recovery, Standing
from portal.accounts.rules import RECOVERY_LIVES
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Role


def open_recoveries(*, now: datetime) -> list[Recovery]:
    """The requests that can still be decided, the oldest first."""
    waiting = (Recovery.standing == Standing.OPEN, Recovery.asked_at > now - RECOVERY_LIVES)
    query = select(Recovery).where(*waiting).order_by(Recovery.asked_at, Recovery.id)
    return [each for each in db.session.scalars(query).unique() if each.person.left_on is None]


def deciders(recovery_of: Person, *, asked_by: Person | None = None) -> list[Person]:
    """Who may decide about this person: office and leader, without the person and whoever asked for them."""
    everybody = {person.id: person for role in (Role.OFFICE, Role.LEADER) for person in school.staff_with(role)}
    left_out = {recovery_of.id, asked_by.id if asked_by else None}
    return [person for number, person in everybody.items() if number not in left_out]
