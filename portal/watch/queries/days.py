"""Which days are school days, and when the school is open."""

from datetime import date, datetime

from portal import hours, i18n


def is_school_day(day: date) -> bool:
    """A day of the week on which there is school, and no holiday."""
    return hours.of_the_school().is_school_day(day)


def is_school_open(now: datetime) -> bool:
    """Whether there is school at this moment."""
    local = i18n.local(now)
    return is_school_day(local.date()) and hours.of_the_school().is_open(local)


def opens_and_closes(now: datetime) -> tuple[datetime, datetime]:
    """When the school opens and closes on the day of this moment."""
    day, these = i18n.local_date(now), hours.of_the_school()
    return (
        i18n.at_school(day, these.opens.hour, these.opens.minute),
        i18n.at_school(day, these.closes.hour, these.closes.minute),
    )
