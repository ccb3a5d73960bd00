"""When a message leaves: at once, in the digest of a day or a week, and never in somebody's quiet hours; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

# The hour at which class news of a day comes to who chose nothing: school is out, supper is not yet.
USUAL_HOUR, USUAL_DAY = 16, 4


class Pace(StrEnum):
    """How often somebody hears of class news that is not urgent."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Times:
    """When a person wants to hear: hours of the school's clock, Monday is 0; no quiet hours when both are the same."""

    pace: Pace = Pace.DAILY
    weekday: int = USUAL_DAY
    hour: int = USUAL_HOUR
    quiet_from: int = 0
    quiet_until: int = 0

    @property
    def has_quiet_hours(self) -> bool:
        return self.quiet_from != self.quiet_until

    def is_quiet(self, hour: int) -> bool:
        """Whether this hour of the day is one of the quiet ones, also when they go past midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


def next_digest(times: Times, *, now: datetime, zone: tzinfo) -> datetime:
    """The first moment after now at which the school's clock shows the hour of the digest, on its day.

    An hour that the clock skips in spring comes as soon as it was skipped; one that it shows twice in autumn counts
    the first time.
    """
    today = now.astimezone(zone).date()
    for ahead in range(9):
        day = today + timedelta(days=ahead)
        moment = datetime(day.year, day.month, day.day, times.hour, tzinfo=zone).astimezone(UTC)
        if moment > now and (times.pace is not Pace.WEEKLY or day.weekday() == times.weekday):
            return moment
    raise AssertionError("every week has its day")


def leaves_at(times: Times, *, now: datetime, zone: tzinfo) -> datetime:
    """Now, or when the quiet hours that it is in are over."""
    local = now.astimezone(zone)
    if not times.is_quiet(local.hour):
        return now
    day = local.date() + timedelta(days=times.quiet_until <= local.hour)
    return max(now, datetime(day.year, day.month, day.day, times.quiet_until, tzinfo=zone).astimezone(UTC))
