"""What features below count of a year beside the incidents themselves: each a line here, and its words in forms."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.db import db
from portal.incidents.models import Incident
from portal.measures.models import Measure
from portal.measures.rules import State
from portal.recovery.models import RecoveryCase

# From a moment until before another, as it is at a third: how often what. Without rows there is no table of it.
Counts = Callable[[datetime, datetime, datetime], Counter]

LONG = timedelta(weeks=4)
NOT_DECIDED = (State.DRAFT, State.PROPOSED, State.DROPPED)


def _measures(start: datetime, end: datetime, _now: datetime) -> Counter:
    decided = Measure.decided_at >= start, Measure.decided_at < end, Measure.state.not_in(NOT_DECIDED)
    query = select(Measure.kind, func.count()).where(*decided).group_by(Measure.kind)
    return Counter({kind: number for kind, number in db.session.execute(query)})


def _recoveries(start: datetime, end: datetime, _now: datetime) -> Counter:
    begun = RecoveryCase.opened_at >= start, RecoveryCase.opened_at < end
    query = select(RecoveryCase.talk_held_at, RecoveryCase.talk_declined_at).where(*begun)
    rows = db.session.execute(query)
    return Counter("held" if row.talk_held_at else "declined" if row.talk_declined_at else "waits" for row in rows)


def _cases(start: datetime, end: datetime, now: datetime) -> Counter:
    happened = Incident.happened_at >= start, Incident.happened_at < end, Incident.is_draft.is_(False)
    query = select(Incident.happened_at, Incident.closed_at).where(*happened)
    return Counter("long" if (closed or now) - at > LONG else "short" for at, closed in db.session.execute(query))


BESIDE: dict[str, Counts] = {"measures": _measures, "recovery": _recoveries, "cases": _cases}


def counted_beside(start: datetime, end: datetime, now: datetime) -> dict[str, Counter]:
    """The counts that have rows, in the order of the page."""
    found = {key: counts(start, end, now) for key, counts in BESIDE.items()}
    return {key: counter for key, counter in found.items() if counter.total()}
