"""Who had which training, how each stands, who never had one; and the drills, as the feature above tells them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.guidance.models import Training
from portal.guidance.rules import Standing, TrainingKind, standing_of
from portal.norms.queries import Practice
from portal.school import queries as school
from portal.school.models import Person

# Drills are calls for help, of a feature above this one: it says when they were.
on_drills: list[Callable[[], list[datetime]]] = []


@dataclass(frozen=True)
class TrainingLine:
    """The newest training of one kind that somebody had, and how it stands."""

    training: Training
    standing: Standing


def trainings(today: date) -> dict[TrainingKind, list[TrainingLine]]:
    """The newest of each kind of everybody who works here, the first to run out first."""
    found = _newest(select(Training).join(Training.person).where(Person.left_on.is_(None)), today)
    return {kind: [line for line in found if line.training.kind is kind] for kind in TrainingKind}


def norm_training(now: datetime) -> Practice:
    """The training on the norm: when it was last given, to how many of the staff, and when the first runs out."""
    lines = trainings(i18n.local_date(now))[TrainingKind.NORM]
    days = [line.training.held_on for line in lines]
    ends = [line.training.valid_until for line in lines if line.training.valid_until]
    return Practice("training", max(days, default=None), min(ends, default=None), len(lines), len(school.staff()))


def trainings_of(person: Person, today: date) -> list[TrainingLine]:
    """The same of one person."""
    return _newest(select(Training).where(Training.person_id == person.id), today)


def never_had(lines: dict[TrainingKind, list[TrainingLine]]) -> dict[TrainingKind, list[Person]]:
    """Of each kind the staff who never had it."""
    everybody = school.staff()
    had = {kind: {line.training.person_id for line in found} for kind, found in lines.items()}
    return {kind: [person for person in everybody if person.id not in had[kind]] for kind in TrainingKind}


def _newest(query, today: date) -> list[TrainingLine]:
    newest: dict[tuple, Training] = {}
    for row in db.session.scalars(query.order_by(Training.held_on, Training.id)):
        newest[row.person_id, row.kind] = row
    ordered = sorted(newest.values(), key=lambda row: (row.valid_until or date.max, row.id))
    return [TrainingLine(row, standing_of(row.valid_until, today)) for row in ordered]
