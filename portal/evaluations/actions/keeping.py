"""What is kept no longer, and what goes with an incident's key."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from portal.db import Base, db
from portal.evaluations.models import Evaluation, EvaluationTask
from portal.incidents.models import Incident

# The yearly list looks back at the year before; after five years nobody compares with it any more.
KEPT_FOR = timedelta(days=5 * 365)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Changes go before their evaluation; what is open stays."""
    to_do = select(EvaluationTask.evaluation_id).where(
        EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None)
    )
    over = Evaluation.closed_at < now - KEPT_FOR
    old = select(Evaluation.id).where(over, Evaluation.id.not_in(to_do))
    without = Evaluation.id.not_in(select(EvaluationTask.evaluation_id))
    return [(EvaluationTask, EvaluationTask.evaluation_id.in_(old)), (Evaluation, over & without)]


def forget(incident: Incident) -> Counter[str]:
    """The incident's key is discarded: the words go, the dates and what was decided by theme stay for the figures."""
    mine, counts = select(Evaluation).where(Evaluation.incident_id == incident.id), Counter[str]()
    for evaluation in db.session.scalars(mine).unique():
        evaluation.answers = {}
        done = EvaluationTask.done_at.is_not(None) | EvaluationTask.dropped_at.is_not(None)
        settled = update(EvaluationTask).where(EvaluationTask.evaluation_id == evaluation.id, done)
        db.session.execute(settled.values(what=""))
        counts["evaluation"] += 1
    db.session.flush()
    return counts
