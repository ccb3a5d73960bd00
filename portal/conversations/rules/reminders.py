"""When a family is reminded of its conversations, and of choosing a time; pure decisions."""

from datetime import date, datetime, timedelta
from enum import StrEnum


class Remind(StrEnum):
    """What a family is reminded of: a conversation in a week, or tomorrow; choosing a time, and choosing it now."""

    WEEK = "week"
    DAY = "day"
    CHOOSE = "choose"
    CHOOSE_NOW = "choose_now"


# The hours of the school's clock in which a phone may make a sound.
FIRST_HOUR, LAST_HOUR = 9, 20
DAYS_BEFORE = {Remind.WEEK: 7, Remind.DAY: 1}
# A worker that stood still reminds later, as long as "in a week" and "tomorrow" are still worth saying.
DAYS_LATE = {Remind.WEEK: 2, Remind.DAY: 0}
CHOOSE_AFTER, CHOOSE_BEFORE_END = timedelta(days=3), timedelta(days=2)
CHOOSE_FOR, APART = timedelta(days=7), timedelta(days=1)


def is_waking_hour(hour: int) -> bool:
    """Whether the hour on the school's clock is one in which people may be disturbed."""
    return FIRST_HOUR <= hour < LAST_HOUR


def reminder_of(day: date, *, today: date) -> Remind | None:
    """What is due today for a conversation on this day."""
    for what, before in DAYS_BEFORE.items():
        if 0 <= (today - day).days + before <= DAYS_LATE[what]:
            return what
    return None


def booked_until(day: date, what: Remind) -> date:
    """The day since which who booked still knows it: as long before the reminder as that comes before the day."""
    return day - timedelta(days=2 * DAYS_BEFORE[what])


def nudge_of(opened_at: datetime, closes_at: datetime, *, now: datetime) -> Remind | None:
    """What is due now for who has not chosen a time; in a short round at most once, and never a day after opening."""
    first, last = opened_at + CHOOSE_AFTER, closes_at - CHOOSE_BEFORE_END
    if now >= closes_at:
        return None
    if now >= last:
        return Remind.CHOOSE_NOW if last >= opened_at + APART else None
    return Remind.CHOOSE if first <= min(now, last - APART) and now < first + CHOOSE_FOR else None
