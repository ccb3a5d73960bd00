"""The job that lets a call climb when its time has come."""

from datetime import datetime

from sqlalchemy import select, update

from portal.db import rows_changed, transaction
from portal.help_calls import queries
from portal.help_calls.actions.climbing import climb
from portal.help_calls.actions.ending import end_drill
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import CLOCKS_DIFFER, COMING_LASTS


def climb_one(now: datetime) -> bool:
    """Job: tell the next step of one call whose time has come. Returns whether there was one."""
    due = (
        select(HelpCall)
        .where(is_due(now))
        .order_by(HelpCall.climbs_at, HelpCall.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=HelpCall)
    )
    with transaction() as session:
        call = session.scalars(due).unique().first()
        if call is None or not _claim_climb(call, now):
            return call is not None
        if call.is_drill and queries.is_real_call_open():
            # It was started at the very moment of a real call: nobody may have to choose between the two.
            end_drill(call, now)
        else:
            climb(call, now=now)
        return True


def is_due(now: datetime):
    """Its time has come; or it was looked at in the future: then the clock was set back, and nobody has to wait."""
    is_ahead = HelpCall.looked_at > now + CLOCKS_DIFFER
    return HelpCall.closed_at.is_(None) & ((HelpCall.climbs_at <= now) | is_ahead)


def _claim_climb(call: HelpCall, now: datetime) -> bool:
    """One conditional update decides which worker climbs, should two have seen the same call."""
    waiting = (HelpCall.id == call.id, HelpCall.position == call.position, is_due(now))
    claimed = update(HelpCall).where(*waiting).values(climbs_at=now + COMING_LASTS, looked_at=now)
    return rows_changed(claimed.execution_options(synchronize_session=False)) == 1
