"""Which teachers are reminded this week that families wait to hear from them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select

from portal import i18n
from portal.chains.models import DutyException
from portal.contact.models import ContactPlan, ContactReminder
from portal.contact.queries.board import board_of
from portal.contact.queries.calendar import holidays_from, working_hours
from portal.contact.rules import is_working_hour
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, SchoolClass, Teaching


@dataclass(frozen=True)
class DueReminder:
    """A teacher who has not been reminded of a class this week."""

    person_id: int
    class_id: int
    week: date


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def is_time_to_remind(now: datetime) -> bool:
    """Whether the school is at work."""
    local = i18n.local(now)
    return is_working_hour(local, working_hours(), holidays_from(local.date()))


def reminders_due(now: datetime) -> list[DueReminder]:
    """The teachers of classes with a plan that reminds, once a week each; nobody who is away today."""
    today = i18n.local_date(now)
    week = monday_of(today)
    told = exists().where(
        ContactReminder.person_id == Teaching.person_id, ContactReminder.class_id == Teaching.class_id,
        ContactReminder.week == week,
    )  # fmt: skip
    away = exists().where(
        DutyException.person_id == Teaching.person_id, DutyException.on == today, DutyException.duty_id.is_(None)
    )
    query = (
        select(Teaching.person_id, Teaching.class_id)
        .join(ContactPlan, ContactPlan.class_id == Teaching.class_id)
        .join(SchoolClass, SchoolClass.id == Teaching.class_id)
        .join(Person, Person.id == Teaching.person_id)
        .where(ContactPlan.reminds, SchoolClass.year_id == school.current_year_id().scalar_subquery())
        .where(Person.left_on.is_(None), ~told, ~away)
        .order_by(Teaching.class_id, Teaching.person_id)
    )
    return [DueReminder(person_id, class_id, week) for person_id, class_id in db.session.execute(query)]


def number_waiting(class_id: int, *, now: datetime) -> int:
    """How many homes of a class wait: their next contact is due, or somebody would come back to something."""
    board = board_of(class_id, now=now)
    waiting = {cell.home.key for cell in board.cells if cell.is_due} | {each.home.key for each in board.come_back_to}
    return len(waiting)
