"""Saying how often a class's teachers are in touch with every home, and a day on which one hears something good."""

from datetime import date, datetime

from sqlalchemy import select

from portal import audit, i18n
from portal.contact.models import ContactNext, ContactPlan
from portal.conversations.rules import Often, Way
from portal.db import db, put
from portal.school.models import Person, SchoolClass


def set_plan(
    school_class: SchoolClass, often: Often, way: Way | None, teacher: Person, *, reminds: bool, now: datetime
) -> ContactPlan:
    """Keep the plan of a class; what becomes due is counted from today when how often changes."""
    plan = db.session.get(ContactPlan, school_class.id, with_for_update=True)
    if plan is not None and (plan.often, plan.way, plan.reminds) == (often, way, reminds):
        return plan
    since = i18n.local_date(now) if plan is None or plan.often is not often else plan.since
    values = {"often": often, "way": way, "reminds": reminds, "since": since, "set_by_id": teacher.id, "set_at": now}
    put(ContactPlan, {"class_id": school_class.id}, values)
    plan = db.session.get_one(ContactPlan, school_class.id, populate_existing=True)
    audit.did(teacher, "contact plan set", plan, now=now)
    return plan


def plan_next(pupil_id: int, household_id: int, on: date, by: Person, *, now: datetime) -> ContactNext:
    """From this day on the board says that it is time for this home, until it heard something good."""
    home = {"pupil_id": pupil_id, "household_id": household_id}
    put(ContactNext, home, {"on": on, "set_by_id": by.id, "set_at": now})
    query = select(ContactNext).filter_by(**home).execution_options(populate_existing=True)
    row = db.session.scalars(query).one()
    audit.did(by, "next contact planned", row, now=now)
    return row
