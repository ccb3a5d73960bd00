"""Evaluations and changes: those of one person, of leader and coordinator, and of a school year."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload, undefer

from portal.db import db
from portal.evaluations.models import Evaluation, EvaluationTask
from portal.evaluations.rules import REMINDED_BEFORE, Theme
from portal.incidents.models import Incident
from portal.school.models import Person

MOST = 200


@dataclass(frozen=True)
class ThemeLine:
    """One theme of a school year: the changes that were decided about it, oldest first; nobody's name."""

    theme: Theme
    tasks: tuple[EvaluationTask, ...]

    @property
    def done(self) -> int:
        return sum(task.done_at is not None for task in self.tasks)

    @property
    def open(self) -> int:
        return sum(task.is_open for task in self.tasks)


def evaluation_of(incident: Incident) -> Evaluation | None:
    """The evaluation of an incident, with its words and its changes."""
    query = select(Evaluation).where(Evaluation.incident_id == incident.id)
    query = query.options(undefer(Evaluation.answers), selectinload(Evaluation.tasks))
    return db.session.scalars(query).unique().first()


def evaluations_for(*, closed: bool = False) -> list[Evaluation]:
    """The open ones, the first due first; or those that were closed, the last one first."""
    query = select(Evaluation).options(selectinload(Evaluation.tasks)).limit(MOST)
    if closed:
        query = query.where(Evaluation.closed_at.is_not(None)).order_by(Evaluation.closed_at.desc(), Evaluation.id)
    else:
        query = query.where(Evaluation.closed_at.is_(None)).order_by(Evaluation.due_at, Evaluation.id)
    return list(db.session.scalars(query).unique())


def owned_by(person: Person, *, now: datetime) -> list[Evaluation]:
    """The open ones of this person that are due within a week, or late."""
    query = select(Evaluation).where(Evaluation.owner_id == person.id, Evaluation.closed_at.is_(None))
    query = query.where(Evaluation.due_at <= now + REMINDED_BEFORE).order_by(Evaluation.due_at, Evaluation.id)
    return list(db.session.scalars(query).unique())


def tasks_of(person: Person | None = None) -> list[EvaluationTask]:
    """The open changes, of one person or of everybody, the first due first."""
    query = select(EvaluationTask).where(EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None))
    if person is not None:
        query = query.where(EvaluationTask.owner_id == person.id)
    return list(db.session.scalars(query.order_by(EvaluationTask.due_at, EvaluationTask.id).limit(MOST)).unique())


def themes_between(first: datetime, last: datetime) -> list[ThemeLine]:
    """The themes about which something was decided in this span, in a fixed order."""
    query = select(EvaluationTask).where(EvaluationTask.decided_at >= first, EvaluationTask.decided_at < last)
    found = list(db.session.scalars(query.order_by(EvaluationTask.decided_at, EvaluationTask.id)).unique())
    lines = [ThemeLine(theme, tuple(task for task in found if task.theme is theme)) for theme in Theme]
    return [line for line in lines if line.tasks]


def without_evaluation(limit: int) -> list[Incident]:
    """Incidents that are complete and not closed, for which no evaluation stands ready."""
    known = select(Evaluation.incident_id)
    query = select(Incident).where(Incident.id.not_in(known), Incident.closed_at.is_(None), ~Incident.is_draft)
    return list(db.session.scalars(query.order_by(Incident.id).limit(limit)).unique())


def late(now: datetime) -> tuple[int, int]:
    """How many evaluations are open, and how many of them are late: numbers, for a monitor."""
    query = select(func.count(), func.count().filter(Evaluation.due_at < now)).where(Evaluation.closed_at.is_(None))
    number, is_late = db.session.execute(query).one()
    return number, is_late
