"""What the office sees on its first page."""

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.db import db
from portal.school.models import Guardian, Person, Pupil, StaffRole


@dataclass(frozen=True)
class Numbers:
    """How many people the portal knows."""

    pupils: int
    guardians: int
    staff: int


def numbers() -> Numbers:
    """The people who are here now."""
    pupils = select(func.count()).select_from(Pupil).where(Pupil.left_on.is_(None))
    guardians = select(func.count()).select_from(Guardian).join(Person).where(Person.left_on.is_(None))
    staff = select(func.count(func.distinct(StaffRole.person_id))).join(Person).where(Person.left_on.is_(None))
    counts = db.session.execute(select(pupils.scalar_subquery(), guardians.scalar_subquery(), staff.scalar_subquery()))
    return Numbers(*counts.one())
