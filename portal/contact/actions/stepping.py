"""Steps towards a home that is not reached: one tap each, written down."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit, i18n, outbox
from portal.contact.models import OutreachStep
from portal.contact.queries import Home
from portal.contact.rules import Rung
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Role, SchoolClass

# What the office is asked for, and the page about a guardian on which it begins.
ASKS_OFFICE = {Rung.LETTER: "/invitations/guardians", Rung.INTERPRETER: "/office/people"}


def take_step(home: Home, school_class: SchoolClass, rung: Rung, teacher: Person, *, now: datetime) -> OutreachStep:
    """Write down that this step was taken today; pressed again the same day it is the same step.

    A letter is printed by the office: it is asked for one, and for an interpreter too.
    """
    step = OutreachStep(
        pupil_id=home.pupil_id, household_id=home.household_id, class_id=school_class.id, rung=rung,
        day=i18n.local_date(now), by_id=teacher.id, at=now,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(step)
    except IntegrityError:
        return _taken_today(step)
    audit.did(teacher, "contact step taken", step, now=now)
    if rung in ASKS_OFFICE:
        _ask_office(step, home, school_class, teacher, now)
    return step


def _ask_office(step: OutreachStep, home: Home, school_class: SchoolClass, teacher: Person, now: datetime) -> None:
    path = f"{ASKS_OFFICE[step.rung]}/{home.adults[0].person_id}"
    for person in school.staff_with(Role.OFFICE):
        outbox.queue(
            person, "contact/messages/office.txt", step, now=now, path=path, rung=step.rung.value,
            class_name=school_class.name, teacher=teacher.full_name,
        )  # fmt: skip


def _taken_today(step: OutreachStep) -> OutreachStep:
    query = select(OutreachStep).where(
        OutreachStep.pupil_id == step.pupil_id, OutreachStep.household_id == step.household_id,
        OutreachStep.rung == step.rung, OutreachStep.day == step.day,
    )  # fmt: skip
    return db.session.scalars(query).one()


def take_step_back(step: OutreachStep, teacher: Person, *, now: datetime) -> None:
    """It was a slip; the office is not asked for what was not fetched yet."""
    audit.did(teacher, "contact step taken back", step, now=now)
    outbox.drop_waiting(step)
    db.session.delete(step)
