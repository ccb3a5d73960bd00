"""The calendar in which contact is planned: the school year, its holidays, the hours of the school, and plans."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from portal import i18n
from portal.chains.models import SchoolHoliday, SchoolHours
from portal.chains.rules.roster import USUAL_HOURS
from portal.contact.models import ContactPlan
from portal.contact.rules import Holiday
from portal.db import db
from portal.school.models import SchoolClass, SchoolYear


@dataclass(frozen=True)
class Calendar:
    """The year of a class, its plan (None: none yet) and the holidays of the school."""

    starts_on: date
    ends_on: date
    plan: ContactPlan | None
    holidays: tuple[Holiday, ...]

    @property
    def starts_at(self) -> datetime:
        return i18n.at_school(self.starts_on)


def calendar_of(class_id: int) -> Calendar:
    """Everything about time that the plan of this class needs."""
    query = (
        select(SchoolYear.starts_on, SchoolYear.ends_on, ContactPlan, SchoolHoliday.starts_on, SchoolHoliday.ends_on)
        .select_from(SchoolClass)
        .join(SchoolYear, SchoolYear.id == SchoolClass.year_id)
        .outerjoin(ContactPlan, ContactPlan.class_id == SchoolClass.id)
        .outerjoin(SchoolHoliday, SchoolHoliday.ends_on >= SchoolYear.starts_on)
        .where(SchoolClass.id == class_id)
        .order_by(SchoolHoliday.starts_on, SchoolHoliday.id)
    )
    rows = db.session.execute(query).all()
    starts_on, ends_on, plan = rows[0][:3]
    holidays = tuple(Holiday(first, last) for *_rest, first, last in rows if first)
    return Calendar(starts_on, ends_on, plan, holidays)


def holidays_from(day: date) -> list[Holiday]:
    """The holidays that are not over on a day."""
    query = select(SchoolHoliday.starts_on, SchoolHoliday.ends_on).where(SchoolHoliday.ends_on >= day)
    return [Holiday(first, last) for first, last in db.session.execute(query.order_by(SchoolHoliday.starts_on))]


def working_hours() -> dict[int, tuple[time, time]]:
    """When people are in the school, by weekday."""
    return {row.weekday: (row.starts, row.ends) for row in db.session.scalars(select(SchoolHours))} or USUAL_HOURS


def kept_since(now: datetime) -> datetime:
    """From when on a family looks back: the school year before this one, as long as it is kept."""
    return now - timedelta(days=2 * 365)
