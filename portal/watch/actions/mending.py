"""When the clock was put back while a call is open: its next step comes in time all the same."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from portal.db import db, reading, rows_changed, transaction
from portal.help_calls.models import CallEvent, HelpCall

# Clocks of several machines differ by less.
SAME_CLOCK = timedelta(seconds=2)


def mend_clock_one(now: datetime) -> bool:
    """Job: bring forward the next step of one open call that was timed by a clock which has been put back since.

    Its own timeline shows it: something happened to it later than now. The step then waits as long as it would
    from now on, at most. Returns whether there was one.
    """
    with reading():
        found = next((number for number, is_far in _timed_by_another_clock(now) if is_far), None)
    if found is None:
        return False
    with transaction():
        call = db.session.get_one(HelpCall, found)
        due = now + timedelta(seconds=_wait_of(call))
        later = update(HelpCall).where(HelpCall.id == found, HelpCall.climbs_at > due, HelpCall.closed_at.is_(None))
        return rows_changed(later.values(climbs_at=due)) == 1


def _timed_by_another_clock(now: datetime) -> list[tuple[int, bool]]:
    """Open calls with an event in the future, each with whether its next step is further away than its wait."""
    later = select(CallEvent.id).where(CallEvent.call_id == HelpCall.id, CallEvent.at > now + SAME_CLOCK)
    query = select(HelpCall).where(HelpCall.closed_at.is_(None), later.exists()).order_by(HelpCall.id)
    return [
        (call.id, call.climbs_at > now + timedelta(seconds=_wait_of(call)))
        for call in db.session.scalars(query).unique()
    ]


def _wait_of(call: HelpCall) -> int:
    """How long the step waits that was told last."""
    waits = [row.wait_seconds for row in call.responders if row.position == call.position]
    return max(waits, default=0)
