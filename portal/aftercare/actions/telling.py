"""Telling who has something to do, the colleague whom it is for, and the leader of what is late; never the matter."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update

from portal import outbox
from portal.aftercare.models import Care, CareStep
from portal.db import db, reading, rows_changed, transaction
from portal.school import queries as school
from portal.school.models import Person, Role


def tell_one(now: datetime) -> bool:
    """Job: tell one person of all that waits for them, or one colleague that somebody stands behind them."""
    with reading():
        owner_id = db.session.scalar(_untold(now).with_only_columns(CareStep.owner_id).limit(1))
        care_id = db.session.scalar(select(Care.id).where(Care.told_at.is_(None)).order_by(Care.id).limit(1))
    if owner_id is None and care_id is None:
        return False
    with transaction():
        return _tell_owner(owner_id, now) if owner_id is not None else _tell_colleague(care_id, now)


def escalate_one(now: datetime) -> bool:
    """Job: tell the school leader of what is late; the coordinator when it is the leader's own, or about the leader."""
    late = select(CareStep).where(
        CareStep.closed_at.is_(None), CareStep.due_at < now, CareStep.late_told_at.is_(None)
    ).order_by(CareStep.due_at, CareStep.id)  # fmt: skip
    with reading():
        if db.session.scalar(late.with_only_columns(CareStep.id).limit(1)) is None:
            return False
    with transaction():
        told: dict[int, tuple[Person, CareStep]] = {}
        for step in db.session.scalars(late).unique():
            one = update(CareStep).where(CareStep.id == step.id, CareStep.late_told_at.is_(None))
            if rows_changed(one.values(late_told_at=now)) == 1:
                told |= {person.id: (person, step) for person in _who_hears(step)}
        for person, step in told.values():
            outbox.queue(person, "aftercare/messages/late.txt", step, now=now, path="/aftercare")
    return True


def _untold(now: datetime):
    waiting = CareStep.closed_at.is_(None), CareStep.told_at.is_(None), CareStep.tell_at <= now
    return select(CareStep).where(*waiting).order_by(CareStep.tell_at, CareStep.id)


def _tell_owner(owner_id: int, now: datetime) -> bool:
    steps = list(db.session.scalars(_untold(now).where(CareStep.owner_id == owner_id)).unique())
    told: dict[int, tuple[Person, CareStep]] = {}
    for step in steps:
        one = update(CareStep).where(CareStep.id == step.id, CareStep.told_at.is_(None))
        if rows_changed(one.values(told_at=now)) != 1:
            continue
        if step.from_at > now:
            # Told because it became theirs; told again when it can be done.
            step.tell_at, step.told_at = step.from_at, None
        told |= {person.id: (person, step) for person in _who_does(step)}
    for person, step in told.values():
        outbox.queue(person, "aftercare/messages/waiting.txt", step, now=now, path="/aftercare")
    return True


def _tell_colleague(care_id: int | None, now: datetime) -> bool:
    one = update(Care).where(Care.id == care_id, Care.told_at.is_(None))
    if rows_changed(one.values(told_at=now)) == 1:
        care = db.session.get_one(Care, care_id)
        if care.person is not None and care.person.left_on is None:
            outbox.queue(care.person, "aftercare/messages/behind.txt", care, now=now, path="/aftercare/mine")
    return True


def _who_does(step: CareStep) -> Iterable[Person]:
    """The owner; of a class its whole team, so that nobody stands before it without knowing."""
    team = school.teachers_of(step.care.class_id) if step.care.class_id else []
    return {each.id: each for each in [step.owner, *team]}.values()


def _who_hears(step: CareStep) -> list[Person]:
    not_them = {step.owner_id, step.care.person_id}
    for role in (Role.LEADER, Role.COORDINATOR):
        found = [person for person in school.staff_with(role) if person.id not in not_them]
        if found:
            return found
    return [person for person in school.staff_with(Role.LEADER) if person.id != step.care.person_id]
