"""Adding one step to a care, with its days and its owner; and giving one to somebody else."""

from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.aftercare import queries
from portal.aftercare.models import AddedStep, Care, CareStep
from portal.aftercare.queries.owners import Pool, others_of
from portal.aftercare.rules import Kind, choose, window
from portal.db import db, rows_changed


def add(
    care: Care, kind: Kind, people: Pool, *, after_days: int = 0, added: AddedStep | None = None,
    owner_id: int | None = None,
) -> CareStep:  # fmt: skip
    """One more step, counted from now; for who is named, or whom the rules choose."""
    span = window(kind, people.now, people.school_time, after_days=after_days)
    if owner_id is None:
        chosen = choose(people.candidates(care, kind, span.due_at, others_of(care, kind)))
        # Whoever does this works here: somebody always does.
        assert chosen is not None
        owner_id = chosen.id
    number = added.id if added else 1 + max((each.number for each in care.steps if each.kind is kind), default=0)
    step = CareStep(
        care=care, kind=kind, number=number, added_id=added.id if added else None, owner_id=owner_id,
        from_at=span.from_at, due_at=span.due_at, tell_at=span.from_at,
    )  # fmt: skip
    people.open_steps[owner_id] += 1
    db.session.add(step)
    return step


def give(step: CareStep, owner_id: int, now: datetime) -> bool:
    """This step is somebody else's from now on, who is told, like the colleague; False when somebody was first."""
    one = update(CareStep).where(
        CareStep.id == step.id, CareStep.owner_id == step.owner_id, CareStep.closed_at.is_(None)
    )
    if rows_changed(one.values(owner_id=owner_id, told_at=None, tell_at=now)) != 1:
        return False
    db.session.refresh(step)
    if step.care.person_id is not None:
        step.care.told_at = None
    audit.did(None, "aftercare handed over", step.care, now=now)
    return True


def people_now(now: datetime) -> Pool:
    """Everybody who can do a step, as things are now."""
    return queries.pool(now)
