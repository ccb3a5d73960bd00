"""Which days are school days, and when the school is open, as the pages about duties set it."""

from datetime import date, datetime, time

from sqlalchemy import select

from portal import i18n
from portal.chains.models import SchoolHoliday, SchoolHours
from portal.chains.rules.roster import USUAL_HOURS
from portal.db import db


def _hours() -> dict[int, tuple[time, time]]:
    return {row.weekday: (row.starts, row.ends) for row in db.session.scalars(select(SchoolHours))} or USUAL_HOURS


def is_school_day(day: date) -> bool:
    """A day of the week on which there is school, and no holiday."""
    if day.weekday() not in _hours():
        return False
    holiday = select(SchoolHoliday.id).where(SchoolHoliday.starts_on <= day, SchoolHoliday.ends_on >= day)
    return db.session.scalar(holiday.limit(1)) is None


def is_school_open(now: datetime) -> bool:
    """Whether there is school at this moment."""
    opens, closes = opens_and_closes(now)
    return opens <= now < closes and is_school_day(i18n.local_date(now))


def opens_and_closes(now: datetime) -> tuple[datetime, datetime]:
    """When the school opens and closes on the day of this moment; on one without school as on its first day with it."""
    day, hours = i18n.local_date(now), _hours()
    opens, closes = hours.get(day.weekday()) or hours[min(hours)]
    return i18n.at_school(day, opens.hour, opens.minute), i18n.at_school(day, closes.hour, closes.minute)
