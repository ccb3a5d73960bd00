"""Jobs: each incident gets its evaluation, who leaves hands over, who has something to do is told, late is said."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from portal import audit, heartbeat, outbox
from portal.db import db, reading, rows_changed, transaction
from portal.evaluations import queries
from portal.evaluations.models import Evaluation, EvaluationTask
from portal.evaluations.rules import REMINDED_BEFORE, TASK_REMINDED_BEFORE, WITHIN, due_of
from portal.incidents import actions as incidents
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.recovery.models import RecoveryCase
from portal.recovery.queries import leaders
from portal.school.models import Person

LOOKS_EVERY = timedelta(seconds=30)
IN_ONE_GO = 20
Row = Evaluation | EvaluationTask


def begin(incident: Incident, *, now: datetime) -> Evaluation | None:
    """An evaluation stands ready, once; None while nobody works here who could write it."""
    found = queries.evaluation_of(incident)
    owner = queries.next_owner(incident)
    if found is not None or owner is None:
        return found
    due_at = due_of(incident.logged_at, now=now)
    evaluation = Evaluation(
        incident_id=incident.id, incident=incident, owner_id=owner.id, owner=owner, begun_at=now, due_at=due_at,
        answers={}, tasks=[],
    )  # fmt: skip
    db.session.add(evaluation)
    db.session.flush()
    incidents.record(incident, What.EVALUATION_BEGUN, None, now=now)
    return evaluation


def begin_and_hand_over_one(now: datetime) -> bool:
    """Job: every half minute, look for incidents without an evaluation, and for work of who works here no longer."""
    if not heartbeat.comes_round("evaluations", now, every=LOOKS_EVERY):
        return False
    with reading():
        waits = queries.without_evaluation(1) or queries.owners_gone(1) or queries.tasks_of_gone(1)
    if waits:
        with transaction():
            look(now)
    return bool(waits)


def look(now: datetime) -> None:
    """Begin what has not begun, and give away what is nobody's."""
    for incident in queries.without_evaluation(IN_ONE_GO):
        begin(incident, now=now)
    for row in [*queries.owners_gone(IN_ONE_GO), *queries.tasks_of_gone(IN_ONE_GO)]:
        incident = row.incident if isinstance(row, Evaluation) else row.evaluation.incident
        other = queries.next_owner(incident, but=row.owner_id)
        if other is not None:
            give(row, other, None, now=now)


def give(row: Row, to: Person, by: Person | None, *, now: datetime) -> None:
    """This is somebody else's from now on, who is told."""
    model = type(row)
    one = update(model).where(model.id == row.id, model.owner_id == row.owner_id)
    if to.id == row.owner_id or rows_changed(one.values(owner_id=to.id, told_at=None)) != 1:
        return
    db.session.refresh(row)
    evaluation = row if isinstance(row, Evaluation) else row.evaluation
    audit.did(by, "evaluation handed over", evaluation, now=now)
    incidents.record(evaluation.incident, What.EVALUATION_HANDED_OVER, by, now=now, words={"to": to.full_name})


def recovered(incident: Incident, now: datetime) -> None:
    """The way back with the family is closed: four weeks from now on."""
    evaluation = queries.evaluation_of(incident)
    if evaluation is not None and evaluation.closed_at is None:
        evaluation.due_at, evaluation.late_told_at = max(evaluation.due_at, now + WITHIN), None
        evaluation.told_at = None


def tell_one(now: datetime) -> bool:
    """Job: tell the owner of an evaluation a week before, of a change at once and three days before it is late."""
    soon = Evaluation.due_at <= now + REMINDED_BEFORE
    task_open = EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None)
    near = EvaluationTask.due_at <= now + TASK_REMINDED_BEFORE
    return (
        _tell(Evaluation, "told_at", (Evaluation.closed_at.is_(None), soon, _nothing_open()), now)
        or _tell(EvaluationTask, "told_at", task_open, now)
        or _tell(EvaluationTask, "reminded_at", (*task_open, near), now)
    )


def escalate_one(now: datetime) -> bool:
    """Job: tell leader and coordinator of an evaluation or a change that is late, each once."""
    task_open = EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None)
    return _tell(
        Evaluation, "late_told_at", (Evaluation.closed_at.is_(None), Evaluation.due_at < now, _nothing_open()), now,
        word="late", whom=_who_hears,
    ) or _tell(
        EvaluationTask, "late_told_at", (*task_open, EvaluationTask.due_at < now), now, word="late", whom=_who_hears
    )  # fmt: skip


def _nothing_open() -> ColumnElement[bool]:
    """While a way back with a family is open, the evaluation waits for it."""
    waiting = select(RecoveryCase.incident_id).where(RecoveryCase.closed_at.is_(None))
    return Evaluation.incident_id.not_in(waiting)


def _who_hears(row: Row) -> list[Person]:
    return [person for person in leaders() if person.id != row.owner_id] or [row.owner]


def _tell(
    model: type[Evaluation] | type[EvaluationTask], column: str, that: tuple, now: datetime, *, word: str = "waiting",
    whom: Callable[[Row], list[Person]] = lambda row: [row.owner],
) -> bool:  # fmt: skip
    told = getattr(model, column)
    query = select(model).where(told.is_(None), *that).order_by(model.due_at, model.id)
    with reading():
        number = db.session.scalar(query.with_only_columns(model.id).limit(1))
    if number is None:
        return False
    with transaction():
        if rows_changed(update(model).where(model.id == number, told.is_(None)).values({column: now})) == 1:
            row = db.session.get_one(model, number)
            for person in whom(row):
                outbox.queue(person, f"evaluations/messages/{word}.txt", row, now=now, path="/evaluations")
    return True
