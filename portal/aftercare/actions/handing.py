"""Handed over, never dropped: who left, is away, cannot, or turns out to have been there, gives the step to another."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal import audit, heartbeat
from portal.aftercare.actions.steps import give, people_now
from portal.aftercare.models import CareRefusal, CareStep
from portal.aftercare.queries.owners import Pool, others_of
from portal.aftercare.rules import choose, is_better, must_change
from portal.db import Refusal, db, reading, transaction
from portal.school.models import Person

LOOKS_EVERY = timedelta(seconds=30)
# So many are looked at in one go: help comes first again in between.
IN_ONE_GO = 40


class NobodyElse(Refusal):
    """There is nobody else who can do it now."""


def hand_over_one(now: datetime) -> bool:
    """Job: every half minute, give what is whose owner cannot do it to somebody who can."""
    if not heartbeat.comes_round("aftercare", now, every=LOOKS_EVERY):
        return False
    with reading():
        numbers = _to_change(now)
    for start in range(0, len(numbers), IN_ONE_GO):
        with transaction():
            hand_over(now, only=numbers[start : start + IN_ONE_GO])
    return bool(numbers)


def hand_over(now: datetime, *, only: list[int] | None = None) -> int:
    """Look at all open steps, or at these; returns how many went to somebody else."""
    people, number = people_now(now), 0
    for step in _open_steps(only):
        number += _pass_on(step, people)
    return number


def cannot(step: CareStep, person: Person, *, now: datetime) -> None:
    """Whoever does it says that they cannot: all that they have in this care goes on. Raises NobodyElse."""
    people = people_now(now)
    if not any(each.id not in (person.id, step.care.person_id) for each in people.people):
        raise NobodyElse
    if db.session.get(CareRefusal, (step.care_id, person.id)) is None:
        db.session.add(CareRefusal(care_id=step.care_id, person_id=person.id))
    db.session.flush()
    audit.did(person, "aftercare refused", step.care, now=now)
    for each in step.care.open_steps:
        if each.owner_id == person.id:
            _pass_on(each, people)


def _to_change(now: datetime) -> list[int]:
    people = people_now(now)
    return [step.id for step in _open_steps(None) if _better_owner(step, people) is not None]


def _open_steps(only: list[int] | None) -> list[CareStep]:
    query = select(CareStep).where(CareStep.closed_at.is_(None)).order_by(CareStep.due_at, CareStep.id)
    if only is not None:
        query = query.where(CareStep.id.in_(only))
    return list(db.session.scalars(query).unique())


def _better_owner(step: CareStep, people: Pool) -> int | None:
    found = people.candidates(step.care, step.kind, step.due_at, others_of(step.care, step.kind) - {step.owner_id})
    owner = next((each for each in found if each.id == step.owner_id), None)
    if not must_change(owner):
        return None
    other = choose(found)
    return other.id if other is not None and is_better(other, owner) else None


def _pass_on(step: CareStep, people: Pool) -> bool:
    owner_id = _better_owner(step, people)
    if owner_id is None or not give(step, owner_id, people.now):
        return False
    people.open_steps[owner_id] += 1
    return True
