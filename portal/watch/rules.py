"""What counts as trouble, when it is told and when it is over, when there is a test; pure decisions on plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# A kiosk's page asks every ten seconds; a browser in the background may do so once a minute only.
KIOSK_MISSING_AFTER = timedelta(seconds=75)
# A call whose step, or a message for a call, is later than this: nobody carries it further.
LATE = timedelta(seconds=15)
# The longest that one turn of a lane takes: a server that hangs is waited for this long.
LANE_MISSING_AFTER = {True: timedelta(seconds=30), False: timedelta(seconds=90)}
TESTED_BEFORE_OPENING = timedelta(hours=1)
TESTED_AGAIN_AFTER = timedelta(minutes=15)
# A test that takes longer was interrupted, and begins again.
TEST_LASTS = timedelta(minutes=2)
KEPT_FOR = timedelta(days=730)
DRILL_EVERY = timedelta(days=31)


class Kind(StrEnum):
    """What can be wrong. The words are in forms."""

    WORKER = "worker"
    LATE = "late"
    LANE = "lane"
    CHANNEL = "channel"
    NOBODY = "nobody"
    WEAK = "weak"
    KIOSK = "kiosk"
    KEYS = "keys"
    TEST = "test"
    DRILL = "drill"


@dataclass(frozen=True, order=True)
class Trouble:
    """One thing that is wrong. `about` is a channel, a lane, or the number of a place or kiosk; `name` says which."""

    kind: Kind
    about: str = ""
    name: str = field(default="", compare=False)


# How long a trouble lasts before the office hears of it: what mends itself at once bothers nobody.
TOLD_AFTER = {
    Kind.KIOSK: timedelta(minutes=3),
    Kind.CHANNEL: timedelta(minutes=1),
    Kind.LANE: timedelta(minutes=1),
    Kind.WORKER: timedelta(seconds=20),
    Kind.LATE: timedelta(seconds=20),
    Kind.TEST: timedelta(minutes=10),
}
# And how long it stays away before it is called over: what comes and goes is one trouble.
OVER_AFTER = timedelta(minutes=2)
# A kiosk is switched off at night; its silence is only told while the school is open.
IN_SCHOOL_HOURS_ONLY = frozenset({Kind.KIOSK, Kind.DRILL})


class Deed(StrEnum):
    """What the watch does about a trouble that it knows."""

    WAIT = "wait"
    TELL = "tell"
    NOTE_GONE = "note that it is gone"
    NOTE_BACK = "note that it is back"
    END = "end"
    TELL_OVER = "tell that it is over"


@dataclass(frozen=True)
class Noted:
    """A trouble as it was written down: since when, whether it was told, and since when it is away."""

    kind: Kind
    since: datetime
    told_at: datetime | None
    gone_at: datetime | None


def next_deed(noted: Noted, *, is_there: bool, is_school_open: bool, now: datetime) -> Deed:
    """What to do now about a trouble that is written down. Times after `now` (the clock went back) count as now."""
    if is_there:
        if noted.gone_at is not None:
            return Deed.NOTE_BACK
        may_tell = is_school_open or noted.kind not in IN_SCHOOL_HOURS_ONLY
        has_lasted = now - noted.since >= TOLD_AFTER.get(noted.kind, timedelta(0))
        return Deed.TELL if noted.told_at is None and has_lasted and may_tell else Deed.WAIT
    if noted.told_at is None:
        return Deed.END
    if noted.gone_at is None:
        return Deed.NOTE_GONE
    return Deed.TELL_OVER if now - noted.gone_at >= OVER_AFTER or noted.gone_at > now else Deed.WAIT


def is_test_due(opens: datetime, closes: datetime, *, has_run: bool, failed_at: datetime | None, now: datetime) -> bool:
    """Whether a school day wants a test now: once before it opens, and every while as long as the last one failed."""
    if not opens - TESTED_BEFORE_OPENING <= now < closes:
        return False
    if not has_run:
        return True
    return failed_at is not None and (now - failed_at >= TESTED_AGAIN_AFTER or failed_at > now)


def weakness(reached: Sequence[tuple[bool, bool]]) -> Kind | None:
    """What is wrong with a chain whose people can (be called, be reached for certain); None when nothing is.

    One person alone may be ill or busy; addresses that nobody ever answered from may all be wrong.
    """
    callable_ones = [is_verified for can_be_called, is_verified in reached if can_be_called]
    if not callable_ones:
        return Kind.NOBODY
    return Kind.WEAK if len(callable_ones) < 2 or not any(callable_ones) else None
