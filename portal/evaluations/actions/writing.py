"""Writing an evaluation, deciding what changes, closing it and the incident with it, and opening that again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from portal import audit, outbox
from portal.db import Refusal, db, rows_changed
from portal.evaluations import queries
from portal.evaluations.models import Evaluation, EvaluationTask
from portal.evaluations.rules import WITHIN, Theme, Verdict
from portal.incidents import actions as incidents
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.recovery import queries as recovery
from portal.school.models import Person


class Closed(Refusal):
    """It is closed, or somebody did this a moment earlier; open it again first."""


class NothingWritten(Refusal):
    """Before it is closed something is written down."""


class RecoveryIsOpen(Refusal):
    """A way back with a family is still open."""


class StillDraft(Refusal):
    """The facts of the incident are not complete yet."""


@dataclass(frozen=True)
class Written:
    """What was filled in; `answers` are {question: words} without what was left empty."""

    answers: dict[str, str]
    was_fast: Verdict | None
    was_clear: Verdict | None
    was_cared_for: Verdict | None


@dataclass(frozen=True)
class Change:
    """What changes, about what, by whom, and by when; `what` names nobody."""

    theme: Theme
    what: str
    owner: Person
    due_at: datetime


def write(evaluation: Evaluation, written: Written, by: Person, *, now: datetime) -> None:
    """Keep the answers; the same words again change nothing. Raises Closed."""
    if evaluation.closed_at is not None:
        raise Closed
    if _says(evaluation) == written:
        return
    evaluation.answers = written.answers
    evaluation.was_fast, evaluation.was_clear = written.was_fast, written.was_clear
    evaluation.was_cared_for, evaluation.written_at = written.was_cared_for, now
    _write_down(evaluation, "evaluation written", What.EVALUATION_WRITTEN, by, now)


def _says(evaluation: Evaluation) -> Written:
    return Written(evaluation.answers or {}, evaluation.was_fast, evaluation.was_clear, evaluation.was_cared_for)


def decide(evaluation: Evaluation, change: Change, by: Person, *, now: datetime) -> EvaluationTask:
    """Something changes; whoever does it is told. Raises Closed."""
    if evaluation.closed_at is not None:
        raise Closed
    task = EvaluationTask(
        evaluation_id=evaluation.id, evaluation=evaluation, theme=change.theme, what=change.what.strip(),
        owner_id=change.owner.id, owner=change.owner, decided_at=now, decided_by_id=by.id, due_at=change.due_at,
        # Whoever takes it on themselves knows.
        told_at=now if change.owner.id == by.id else None,
    )  # fmt: skip
    db.session.add(task)
    db.session.flush()
    _write_down(evaluation, "change decided", What.EVALUATION_DECIDED, by, now, core={"theme": change.theme},
           words={"what": task.what})  # fmt: skip
    return task


def settle(task: EvaluationTask, by: Person, *, was_done: bool, now: datetime) -> None:
    """It is done, or dropped. Raises Closed when it was settled already."""
    one = update(EvaluationTask).where(
        EvaluationTask.id == task.id, EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None)
    )
    values = {"done_at": now, "done_by_id": by.id} if was_done else {"dropped_at": now}
    if rows_changed(one.values(values)) != 1:
        raise Closed
    db.session.refresh(task)
    _write_down(
        task.evaluation, "change done" if was_done else "change dropped", What.EVALUATION_DONE, by, now,
        core={"theme": task.theme, "done": was_done},
    )  # fmt: skip


def unsettle(task: EvaluationTask, by: Person, *, now: datetime) -> None:
    """It is to do after all; a second time changes nothing."""
    if not task.is_open:
        task.done_at = task.done_by_id = task.dropped_at = None
        audit.did(by, "change opened again", task.evaluation, now=now)


def close(evaluation: Evaluation, by: Person, *, now: datetime) -> None:
    """What the school learns is written; the incident is closed with it, and its changes go on being watched.

    Raises Closed, StillDraft, NothingWritten or RecoveryIsOpen.
    """
    incident = evaluation.incident
    if evaluation.closed_at is not None:
        raise Closed
    if incident.is_draft:
        raise StillDraft
    if evaluation.written_at is None:
        raise NothingWritten
    if recovery.is_open_for(incident.id):
        raise RecoveryIsOpen
    one = update(Evaluation).where(Evaluation.id == evaluation.id, Evaluation.closed_at.is_(None))
    if rows_changed(one.values(closed_at=now, closed_by_id=by.id)) != 1:
        raise Closed
    db.session.refresh(evaluation)
    _write_down(evaluation, "evaluation closed", What.EVALUATION_CLOSED, by, now,
           core={"in_time": now <= evaluation.due_at})  # fmt: skip
    incident.closed_at = now
    incidents.record(incident, What.CLOSED, by, now=now)


def reopen(incident: Incident, reason: str, by: Person, *, now: datetime) -> None:
    """There is more to it than was thought: incident and evaluation are open again, with four weeks. Raises Closed."""
    evaluation = queries.evaluation_of(incident)
    if incident.closed_at is None or evaluation is None:
        raise Closed
    incident.closed_at = evaluation.closed_at = evaluation.closed_by_id = None
    evaluation.due_at, evaluation.told_at, evaluation.late_told_at = now + WITHIN, None, None
    audit.did(by, "incident reopened", incident, now=now)
    incidents.record(incident, What.REOPENED, by, now=now, words={"reason": reason})
    if evaluation.owner_id != by.id:
        outbox.queue(evaluation.owner, "evaluations/messages/waiting.txt", evaluation, now=now, path="/evaluations")


def _write_down(evaluation: Evaluation, verb: str, what: What, by: Person | None, now: datetime, **said) -> None:
    audit.did(by, verb, evaluation, now=now)
    incidents.record(evaluation.incident, what, by, now=now, **said)
