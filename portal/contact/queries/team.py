"""What ties a teacher to a home: the class between them, the steps, and what waits on the first page."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from portal.contact.models import ContactMoment, OutreachStep
from portal.contact.queries.apart import homes_with_leader
from portal.contact.rules import About, Began
from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, Person, SchoolClass


def class_between(teacher: Person, pupil_id: int) -> SchoolClass | None:
    """The class of this year in which this teacher has the pupil; the pupil's own class before a group."""
    taught = {each.id: each for each in school.classes_taught_by(teacher)}
    query = (
        select(Enrolment.class_id)
        .where(Enrolment.pupil_id == pupil_id, Enrolment.class_id.in_(taught))
        .order_by(Enrolment.is_own_class.desc(), Enrolment.class_id)
    )
    found = db.session.scalars(query).first()
    return taught[found] if found else None


def steps_of(pupil_id: int, household_id: int, *, since: datetime) -> list[OutreachStep]:
    """The steps towards this home, newest first."""
    query = (
        select(OutreachStep)
        .where(OutreachStep.pupil_id == pupil_id, OutreachStep.household_id == household_id, OutreachStep.at >= since)
        .options(joinedload(OutreachStep.by))
        .order_by(OutreachStep.at.desc(), OutreachStep.id.desc())
    )
    return list(db.session.scalars(query).unique())


def good_news_for(guardian: Person, *, now: datetime) -> dict[int, list[ContactMoment]]:
    """For each child of this guardian the good news that the home heard this week with words, newest first."""
    assert guardian.guardian is not None
    query = (
        select(ContactMoment)
        .where(ContactMoment.household_id == guardian.guardian.household_id, ContactMoment.has_words)
        .where(ContactMoment.about == About.GOOD_NEWS, ContactMoment.began == Began.SCHOOL)
        .where(ContactMoment.taken_back_at.is_(None), ContactMoment.at > now - timedelta(days=7))
        .options(undefer(ContactMoment.words), joinedload(ContactMoment.by))
        .order_by(ContactMoment.at.desc(), ContactMoment.id.desc())
    )
    found: dict[int, list[ContactMoment]] = {}
    for moment in db.session.scalars(query).unique():
        found.setdefault(moment.pupil_id, []).append(moment)
    return found


def waiting_for(class_ids: Collection[int], *, today: date) -> dict[int, int]:
    """For each class how many contacts somebody would have come back to by today."""
    query = (
        select(ContactMoment.class_id, ContactMoment.pupil_id, ContactMoment.household_id)
        .where(ContactMoment.class_id.in_(class_ids), ContactMoment.follow_up_on <= today)
        .where(ContactMoment.followed_up_at.is_(None), ContactMoment.taken_back_at.is_(None))
        .order_by(ContactMoment.id)
    )
    waiting = [(class_id, (pupil_id, home)) for class_id, pupil_id, home in db.session.execute(query)]
    apart = homes_with_leader({pupil_id for _class, (pupil_id, _home) in waiting})
    return dict(Counter(class_id for class_id, home in waiting if home not in apart))
