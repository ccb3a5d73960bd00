"""Holidays, in which nobody has a weekly duty, and the hours at which there are people in the school."""

from collections.abc import Mapping
from datetime import datetime, time

from sqlalchemy import delete

from portal import audit
from portal.chains.actions.safety import somebody_stays
from portal.chains.models import SchoolHoliday, SchoolHours
from portal.chains.rules import Span
from portal.db import db
from portal.school.models import Person, School


def add_holiday(name: str, days: Span, by: Person, *, now: datetime) -> SchoolHoliday:
    row = SchoolHoliday(name=name, starts_on=days.starts_on, ends_on=days.ends_on)
    db.session.add(row)
    audit.did(by, "holiday added", row, now=now)
    return row


def remove_holiday(row: SchoolHoliday, by: Person, *, now: datetime) -> None:
    """There is school on those days after all. Raises LeavesNobody."""
    audit.did(by, "holiday removed", row, now=now)
    with somebody_stays(now=now):
        db.session.delete(row)


def set_hours(hours: Mapping[int, tuple[time, time]], school: School, by: Person, *, now: datetime) -> None:
    """The school's week from now on. Raises LeavesNobody when a chain has too few people at an hour that is new."""
    with somebody_stays(now=now):
        db.session.execute(delete(SchoolHours))
        db.session.expire_all()
        rows = [SchoolHours(weekday=day, starts=starts, ends=ends) for day, (starts, ends) in hours.items()]
        db.session.add_all(rows)
    audit.did(by, "school hours set", school, now=now)
