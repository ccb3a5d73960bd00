"""Under which heading a date stands, and the number of its last change; pure decisions."""

from datetime import date, datetime, timedelta

THIS_WEEK, NEXT_WEEK = "this week", "next week"


def heading_of(day: date, *, today: date) -> str | date:
    """This week, next week, or the first day of the month: what people look for first is told in weeks."""
    monday = today - timedelta(days=today.weekday())
    if day < monday + timedelta(days=7):
        return THIS_WEEK
    if day < monday + timedelta(days=14):
        return NEXT_WEEK
    return day.replace(day=1)


def sequence_of(published_at: datetime, changed_at: datetime) -> int:
    """A number that is higher after each change (RFC 5545, 3.8.7.4): the seconds since it was published."""
    return max(0, int((changed_at - published_at).total_seconds()))
