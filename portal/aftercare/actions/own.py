"""What the colleague decides: who stands behind them, nothing for now, or a talk after all."""

from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.aftercare.actions.steps import add, give, people_now
from portal.aftercare.models import Care, CareStep
from portal.aftercare.queries.owners import refused_in
from portal.aftercare.rules import OFFER_AFTER_DAYS, Kind, Outcome
from portal.db import Refusal, db, rows_changed
from portal.school.models import Person

ASKED_WITHIN_DAYS = 1


class CannotNow(Refusal):
    """The one who was chosen said before that they cannot, works here no longer, or is the colleague."""


def choose(care: Care, person: Person, wished: Person | None, *, now: datetime) -> None:
    """From now on somebody else does all that is still open. Raises CannotNow."""
    people = people_now(now)
    here = {each.id for each in people.people} - refused_in(care.id) - {care.person_id}
    if wished is None or wished.id not in here:
        raise CannotNow
    care.wished_id = wished.id
    for step in care.open_steps:
        if step.owner_id != wished.id:
            give(step, wished.id, now)
    # Who chose knows it.
    care.told_at = now
    audit.did(person, "aftercare chosen", care, now=now)


def decline(care: Care, person: Person, *, now: datetime) -> None:
    """Nothing for now. It is offered once more later; declined again, it is over."""
    was_offered = any(step.kind is Kind.OFFER for step in care.steps)
    for step in care.open_steps:
        # What somebody did a moment earlier stays done.
        one = update(CareStep).where(CareStep.id == step.id, CareStep.closed_at.is_(None))
        rows_changed(one.values(outcome=Outcome.DECLINED, closed_at=now, closed_by_id=person.id))
        db.session.expire(step)
    db.session.expire(care, ["steps"])
    audit.did(person, "aftercare declined", care, now=now)
    if not was_offered:
        add(care, Kind.OFFER, people_now(now), after_days=OFFER_AFTER_DAYS)


def ask(care: Care, person: Person, *, now: datetime) -> None:
    """A talk after all, or one more, within a day; asked twice it is one."""
    if any(step.kind is Kind.MORE for step in care.open_steps):
        return
    add(care, Kind.MORE, people_now(now), after_days=ASKED_WITHIN_DAYS)
    audit.did(person, "aftercare asked for", care, now=now)
