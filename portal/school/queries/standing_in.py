"""Who stands in for the team of a class, and on which days."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.school.models import Enrolment, Person, SchoolClass, StandIn
from portal.school.queries.years import current_year_id


def stands_in(person: Person, class_id: int, day: date) -> bool:
    """Whether this colleague stands in for the class on this day, and not under a parent's hat."""
    return any(school_class.id == class_id for school_class in classes_stood_in_for(person, day))


def stands_in_for_pupil(person: Person, pupil_id: int, day: date) -> bool:
    """The same of a class that the pupil is in."""
    numbers = [school_class.id for school_class in classes_stood_in_for(person, day)]
    query = select(Enrolment.class_id).where(Enrolment.pupil_id == pupil_id, Enrolment.class_id.in_(numbers)).limit(1)
    return bool(numbers) and db.session.scalar(query) is not None


def classes_stood_in_for(person: Person, day: date) -> list[SchoolClass]:
    """The classes of this year that this colleague stands in for on this day, by name."""
    if not person.is_staff or person.left_on is not None:
        return []
    named = select(StandIn.class_id).where(
        StandIn.person_id == person.id, StandIn.from_on <= day, StandIn.until_on >= day, StandIn.ended_at.is_(None)
    )
    query = select(SchoolClass).where(
        SchoolClass.id.in_(named), SchoolClass.year_id == current_year_id().scalar_subquery()
    )
    return list(db.session.scalars(query.order_by(SchoolClass.name, SchoolClass.id)))


def stand_ins_of(class_id: int, *, from_day: date) -> list[StandIn]:
    """Who stands in for a class from this day on, the earliest first."""
    query = select(StandIn).where(
        StandIn.class_id == class_id, StandIn.until_on >= from_day, StandIn.ended_at.is_(None)
    )
    query = query.options(joinedload(StandIn.person)).order_by(StandIn.from_on, StandIn.id)
    return list(db.session.scalars(query).unique())
