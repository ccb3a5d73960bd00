"""What comes next in a case that is open, and when that is late: there always is something, with a date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from portal.recovery.rules.words import Step

# Unless the school says otherwise.
FIRST_WORD_DAYS = 3
# School days, counted from the step before: within so many a talk stands planned, is written down, is closed.
PLAN_DAYS = 10
HOLD_DAYS = 2
CLOSE_DAYS = 5
CHECK_AFTER_DAYS = 28
END_OF_DAY = time(17)
# Longer than any holiday: past this every day counts, so that a date always comes.
LONGEST_WITHOUT_SCHOOL = 120


class Next(NamedTuple):
    """What comes next and when it is late."""

    step: Step
    due_at: datetime


@dataclass(frozen=True)
class Facts:
    """The dates of a case, as far as there are any; `talk_ends_at` is of a talk that is planned."""

    first_word_due_at: datetime
    first_word_at: datetime | None = None
    talk_ends_at: datetime | None = None
    talk_declined_at: datetime | None = None
    talk_held_at: datetime | None = None
    check_due_at: datetime | None = None
    check_done_at: datetime | None = None
    # When the last thing happened to it: a talk that was called off is planned anew from then.
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Days:
    """The school's clock, and which days have school."""

    zone: tzinfo
    is_school_day: Callable[[date], bool]

    def after(self, moment: datetime, number: int) -> datetime:
        """The end of the school day that comes so many school days after a moment."""
        day, left, looked = moment.astimezone(self.zone).date(), number, 0
        while left > 0:
            day, looked = day + timedelta(days=1), looked + 1
            left -= self.is_school_day(day) or looked > LONGEST_WITHOUT_SCHOOL
        return datetime.combine(day, END_OF_DAY, tzinfo=self.zone).astimezone(UTC)


def next_of(facts: Facts, days: Days) -> Next:
    """A talk that is planned is held whether or not a first word was written down; nothing is asked for twice."""
    if facts.talk_ends_at is not None and facts.talk_held_at is None:
        return Next(Step.HOLD, days.after(facts.talk_ends_at, HOLD_DAYS))
    if facts.check_done_at is not None:
        return Next(Step.CLOSE, days.after(facts.check_done_at, CLOSE_DAYS))
    if facts.talk_held_at is not None or facts.talk_declined_at is not None:
        since = facts.talk_held_at or facts.talk_declined_at
        assert since is not None
        return Next(Step.CHECK, facts.check_due_at or since + timedelta(days=CHECK_AFTER_DAYS))
    if facts.first_word_at is None:
        return Next(Step.FIRST_WORD, facts.first_word_due_at)
    return Next(Step.PLAN, days.after(facts.changed_at or facts.first_word_at, PLAN_DAYS))
