"""Keeping an incident whole for the police, a complaint or a court, and lifting that; both stand in the register."""

from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.disclosure.models import IncidentHold
from portal.disclosure.rules import Ground
from portal.incidents.actions import lock_incident, record
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.school.models import Person


class HeldAlready(Refusal):
    """There is a hold on this incident."""


class DestroyedAlready(Refusal):
    """There is nothing left to hold."""


def hold(
    incident: Incident, ground: Ground, reason: str, review_on: date, by: Person, *, now: datetime
) -> IncidentHold:
    """Nothing of this incident is destroyed from now on. Raises HeldAlready, DestroyedAlready."""
    lock_incident(incident)
    if incident.destroyed_at is not None:
        raise DestroyedAlready
    core = {"ground": ground.value, "review_on": review_on.isoformat()}
    try:
        with db.session.begin_nested():
            entry = record(incident, What.HOLD_PLACED, by, now=now, core=core, words={"reason": reason})
            held = IncidentHold(
                incident_id=incident.id, ground=ground, review_on=review_on, entry_id=entry.id, placed_by_id=by.id,
                placed_at=now,
            )  # fmt: skip
            db.session.add(held)
    except IntegrityError as collision:
        raise HeldAlready from collision
    audit.did(by, "incident held", held, now=now)
    return held


def lift(held: IncidentHold, by: Person, *, now: datetime) -> None:
    """From now on the term counts again. Twice is once."""
    open_one = update(IncidentHold).where(IncidentHold.id == held.id, IncidentHold.lifted_at.is_(None))
    if rows_changed(open_one.values(lifted_at=now, lifted_by_id=by.id)) != 1:
        return
    record(held.incident, What.HOLD_LIFTED, by, now=now, core={"hold": held.id})
    audit.did(by, "incident no longer held", held, now=now)
