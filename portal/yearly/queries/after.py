"""What came after, counted: how fast help came, drills, and whether aftercare was in time. Numbers and spans only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, select

from portal.aftercare.models import CareStep
from portal.aftercare.rules import Outcome
from portal.db import db
from portal.help_calls.models import CalledResponder, HelpCall
from portal.yearly.rules import Spans, spans_of


@dataclass(frozen=True)
class Calls:
    """Calls for help, or drills: how many, and from the press until the first answer and until the first was there."""

    number: int
    answered: Spans | None
    there: Spans | None


def calls_between(start: datetime, end: datetime, *, are_drills: bool) -> Calls:
    """Real calls and drills never together: a drill says nothing about a real day."""
    first_answer = func.min(CalledResponder.answered_at)
    first_there = func.min(CalledResponder.there_at)
    query = (
        select(HelpCall.raised_at, first_answer, first_there)
        .outerjoin(CalledResponder, CalledResponder.call_id == HelpCall.id)
        .where(HelpCall.is_drill.is_(are_drills), HelpCall.raised_at >= start, HelpCall.raised_at < end)
        .group_by(HelpCall.id, HelpCall.raised_at)
    )
    rows = db.session.execute(query).all()
    return Calls(
        len(rows),
        spans_of(_span(raised, answered) for raised, answered, _there in rows if answered),
        spans_of(_span(raised, there) for raised, _answered, there in rows if there),
    )


def _span(start: datetime, end: datetime) -> timedelta:
    # The clock of the kiosk can be a little ahead of that of the phone.
    return max(end - start, timedelta(0))


def aftercare_between(start: datetime, end: datetime, *, now: datetime) -> tuple[int, int]:
    """Steps that were due in these days: how many were settled in time, and how many late or not at all yet."""
    in_time = case((CareStep.closed_at <= CareStep.due_at, 1), else_=0)
    query = select(func.coalesce(func.sum(in_time), 0), func.count()).where(
        CareStep.due_at >= start, CareStep.due_at < min(end, now),
        or_(CareStep.outcome.is_(None), CareStep.outcome != Outcome.NOT_NEEDED),
    )  # fmt: skip
    settled, due = db.session.execute(query).one()
    return settled, due - settled
