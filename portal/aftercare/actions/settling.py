"""What whoever does a step taps: done, not reached, needs more; and taking that back. Nothing of what was said."""

from datetime import datetime, timedelta

from sqlalchemy import update

from portal import audit
from portal.aftercare.actions.steps import add, people_now
from portal.aftercare.models import CareStep
from portal.aftercare.rules import AGAIN_AFTER, MORE_AFTER_DAYS, Kind, Outcome
from portal.aftercare.rules.times import AGAIN_NEXT
from portal.db import Refusal, db, rows_changed
from portal.school.models import Person

CAN_BE_UNDONE = timedelta(days=1)


class AlreadyClosed(Refusal):
    """Somebody did it a moment earlier, or the colleague declined."""


def done(step: CareStep, person: Person, *, now: datetime) -> None:
    """It is done. Raises AlreadyClosed."""
    one = update(CareStep).where(CareStep.id == step.id, CareStep.closed_at.is_(None))
    if rows_changed(one.values(outcome=Outcome.DONE, closed_at=now, closed_by_id=person.id)) != 1:
        raise AlreadyClosed
    db.session.refresh(step)
    audit.did(person, "aftercare given", step.care, now=now)


def needs_more(step: CareStep, person: Person, *, now: datetime) -> None:
    """It is done, and one more talk follows within a week. Raises AlreadyClosed."""
    done(step, person, now=now)
    add(step.care, Kind.MORE, people_now(now), after_days=MORE_AFTER_DAYS, owner_id=step.owner_id)


def not_reached(step: CareStep, person: Person, *, now: datetime) -> None:
    """It stays open; its owner hears of it again later. Its day stays, so late is late. Raises AlreadyClosed."""
    again_at = now + AGAIN_AFTER.get(step.kind, AGAIN_NEXT)
    one = update(CareStep).where(CareStep.id == step.id, CareStep.closed_at.is_(None))
    if rows_changed(one.values(tries=CareStep.tries + 1, tell_at=again_at, told_at=None)) != 1:
        raise AlreadyClosed
    db.session.refresh(step)
    audit.did(person, "aftercare not reached", step.care, now=now)


def undo(step: CareStep, person: Person, *, now: datetime) -> None:
    """It was not done after all; within a day, by who said so. Raises AlreadyClosed when that is over."""
    mine = update(CareStep).where(
        CareStep.id == step.id, CareStep.outcome == Outcome.DONE, CareStep.closed_by_id == person.id,
        CareStep.closed_at > now - CAN_BE_UNDONE,
    )  # fmt: skip
    if rows_changed(mine.values(outcome=None, closed_at=None, closed_by_id=None)) != 1:
        raise AlreadyClosed
    db.session.refresh(step)
    audit.did(person, "aftercare taken back", step.care, now=now)
