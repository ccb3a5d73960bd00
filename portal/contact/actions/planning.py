"""Saying how often a class's teachers are in touch with every home, and a day on which one hears something good."""

from datetime import date, datetime

from sqlalchemy import select

from portal import audit, i18n
from portal.contact.models import ContactNext, ContactPlan
from portal.conversations.rules import Often, Way
from portal.db import db
from portal.school.models import Person, SchoolClass


def set_plan(
    school_class: SchoolClass, often: Often, way: Way | None, teacher: Person, *, reminds: bool, now: datetime
) -> ContactPlan:
    """Keep the plan of a class; what becomes due is counted from today when how often changes."""
    plan = db.session.get(ContactPlan, school_class.id, with_for_update=True)
    if plan is not None and (plan.often, plan.way, plan.reminds) == (often, way, reminds):
        return plan
    since = i18n.local_date(now) if plan is None or plan.often is not often else plan.since
    plan = plan or ContactPlan(class_id=school_class.id)
    plan.often, plan.way, plan.reminds, plan.since = often, way, reminds, since
    plan.set_by_id, plan.set_at = teacher.id, now
    db.session.add(plan)
    audit.did(teacher, "contact plan set", plan, now=now)
    return plan


def plan_next(pupil_id: int, household_id: int, on: date, by: Person, *, now: datetime) -> ContactNext:
    """From this day on the board says that it is time for this home, until it heard something good."""
    query = select(ContactNext).where(ContactNext.pupil_id == pupil_id, ContactNext.household_id == household_id)
    row = db.session.scalars(query).first() or ContactNext(pupil_id=pupil_id, household_id=household_id)
    row.on, row.set_by_id, row.set_at = on, by.id, now
    db.session.add(row)
    audit.did(by, "next contact planned", row, now=now)
    return row
