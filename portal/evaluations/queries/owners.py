"""Who evaluates, and whose work is nobody's any more."""

from sqlalchemy import select

from portal.db import db
from portal.evaluations.models import Evaluation, EvaluationTask
from portal.incidents.models import Incident
from portal.recovery.queries.colleagues import concerned_ids
from portal.school import queries as school
from portal.school.models import Person, Role


def next_owner(incident: Incident, but: int | None = None) -> Person | None:
    """Who takes an evaluation: a coordinator, else a leader, whom it did not happen to; else anybody who works here."""
    hurt = concerned_ids(incident.id)
    people = [*school.staff_with(Role.COORDINATOR), *school.staff_with(Role.LEADER), *school.staff()]
    found = [person for person in dict.fromkeys(people) if person.id != but]
    return next((person for person in found if person.id not in hurt), found[0] if found else None)


def owners_gone(limit: int) -> list[Evaluation]:
    """The open evaluations of who works here no longer."""
    query = select(Evaluation).where(Evaluation.closed_at.is_(None), Evaluation.owner_id.not_in(_here()))
    return list(db.session.scalars(query.order_by(Evaluation.id).limit(limit)).unique())


def tasks_of_gone(limit: int) -> list[EvaluationTask]:
    """The open changes of who works here no longer."""
    query = select(EvaluationTask).where(EvaluationTask.done_at.is_(None), EvaluationTask.dropped_at.is_(None))
    query = query.where(EvaluationTask.owner_id.not_in(_here())).order_by(EvaluationTask.id)
    return list(db.session.scalars(query.limit(limit)).unique())


def _here() -> set[int]:
    return {person.id for person in school.staff()}
