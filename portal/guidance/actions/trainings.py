"""Recording who had a training, taking that back, and telling in time when one runs out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import aliased

from portal import audit, i18n, outbox
from portal.db import Base, db, insert_once, reading, rows_changed, transaction
from portal.guidance.models import Training
from portal.guidance.rules import REMIND_BEFORE, TrainingKind
from portal.school import queries as school
from portal.school.models import Person, Role

# How long trainings are kept of somebody who left.
KEPT_AFTER = timedelta(days=1)


def record(
    kind: TrainingKind, people: Iterable[Person], by: Person, *, held_on: date, valid_until: date | None, now: datetime
) -> int:
    """These people had it on that day; returns how many are new. The same day of the same person is one row."""
    number = 0
    for person in people:
        row = {
            "person_id": person.id, "kind": kind, "held_on": held_on, "valid_until": valid_until,
            "recorded_by_id": by.id, "recorded_at": now,
        }  # fmt: skip
        if db.session.scalar(insert_once(Training).values(**row).returning(Training.id)) is not None:
            number += 1
            audit.did(by, "training recorded", person, now=now)
    return number


def remove(training: Training, by: Person, *, now: datetime) -> None:
    """It was not so; twice is once."""
    if rows_changed(delete(Training).where(Training.id == training.id)):
        audit.did(by, "training removed", training.person, now=now)


def remind_one(now: datetime) -> bool:
    """Job: tell somebody, and the coordinator, that a training runs out. Returns whether there was one."""
    today = i18n.local_date(now)
    with reading() as session:
        if session.scalar(_due(today).limit(1)) is None:
            return False
    with transaction() as session:
        row = session.scalars(_due(today).limit(1).with_for_update(skip_locked=True, of=Training)).first()
        if row is None:
            return False
        one = update(Training).where(Training.id == row.id, Training.reminded_at.is_(None))
        if rows_changed(one.values(reminded_at=now)):
            _tell(row, now)
    return True


def _due(today: date):
    """Not told yet, ends soon, of somebody who works here and had no newer one of the kind."""
    newer = aliased(Training)
    replaced = exists().where(
        newer.person_id == Training.person_id, newer.kind == Training.kind, newer.held_on > Training.held_on
    )
    return (
        select(Training)
        .join(Training.person)
        .where(Training.reminded_at.is_(None), Training.valid_until <= today + REMIND_BEFORE, ~replaced)
        .where(Person.left_on.is_(None))
        .order_by(Training.valid_until, Training.id)
    )


def _tell(row: Training, now: datetime) -> None:
    for person in {each.id: each for each in [row.person, *school.staff_with(Role.COORDINATOR)]}.values():
        outbox.queue(person, "guidance/messages/training.txt", row, now=now, path="/guidance/trainings")


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Of who left: the portal keeps no diplomas of people who do not work here."""
    left = select(Person.id).where(Person.left_on <= i18n.local_date(now) - KEPT_AFTER)
    return [(Training, Training.person_id.in_(left))]
