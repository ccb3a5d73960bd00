"""What an evaluation need not ask: how fast the chain was, and whether aftercare was in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.aftercare.models import Care, CareStep
from portal.aftercare.rules import Outcome
from portal.db import db
from portal.help_calls.models import CallEvent
from portal.incidents import queries as incidents
from portal.incidents.models import Incident


@dataclass(frozen=True)
class Times:
    """`answered_after`, `there_after`, `over_after`: from the call for help on; None when there was none.

    Of aftercare steps only how many: done in time, done late, declined, still open, and open and late.
    """

    answered_after: timedelta | None = None
    there_after: timedelta | None = None
    over_after: timedelta | None = None
    in_time: int = 0
    too_late: int = 0
    declined: int = 0
    still_open: int = 0
    open_late: int = 0


def times_of(incident: Incident, now: datetime) -> Times:
    """All that fills itself in."""
    steps = select(CareStep.due_at, CareStep.outcome, CareStep.closed_at).join(Care, Care.id == CareStep.care_id)
    rows = db.session.execute(steps.where(Care.incident_id == incident.id)).all()
    done = [(due, closed) for due, outcome, closed in rows if outcome is Outcome.DONE and closed]
    waiting = [due for due, _outcome, closed in rows if closed is None]
    return Times(
        *_of_the_call(incident),
        in_time=sum(closed <= due for due, closed in done), too_late=sum(closed > due for due, closed in done),
        declined=sum(outcome is Outcome.DECLINED for _due, outcome, _closed in rows),
        still_open=len(waiting), open_late=sum(due < now for due in waiting),
    )  # fmt: skip


def _of_the_call(incident: Incident) -> tuple[timedelta | None, timedelta | None, timedelta | None]:
    call = incidents.call_behind(incident)
    if call is None:
        return None, None, None
    first = select(CallEvent.what, func.min(CallEvent.at)).where(CallEvent.call_id == call.id).group_by(CallEvent.what)
    at = {what: moment for what, moment in db.session.execute(first)}

    def after(moment: datetime | None) -> timedelta | None:
        return moment - call.raised_at if moment else None

    return after(at.get("coming")), after(at.get("there")), after(call.closed_at)
