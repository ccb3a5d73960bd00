"""What the school adds to every aftercare from now on, and who stands behind others beside leader and coordinator."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from portal import audit
from portal.aftercare.models import AddedStep, Caregiver
from portal.db import db
from portal.school.actions import one_at_a_time
from portal.school.models import Person


def add_step(title: str, after_days: int, by: Person, *, now: datetime) -> AddedStep:
    """One more step for every colleague of every incident from now on."""
    step = AddedStep(title=title.strip(), after_days=after_days, added_by_id=by.id, added_at=now)
    db.session.add(step)
    audit.did(by, "aftercare step added", step, now=now)
    return step


def end_step(step: AddedStep, by: Person, *, now: datetime) -> None:
    """No longer added; where it stands already it stays."""
    if step.ended_at is None:
        step.ended_at = now
        audit.did(by, "aftercare step ended", step, now=now)


def set_caregivers(people: Collection[Person], by: Person, *, now: datetime) -> None:
    """Exactly these stand behind others."""
    one_at_a_time()
    db.session.execute(delete(Caregiver))
    db.session.add_all(Caregiver(person_id=person.id) for person in people)
    db.session.flush()
    audit.did(by, "caregivers named", by, now=now)
