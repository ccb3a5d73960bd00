"""Destroying the names and words of an incident whose time is over; the chain says that it was done, and why."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from portal.aftercare.models import Care, CareRefusal, CareStep
from portal.db import Base, db, rows_changed
from portal.disclosure import queries
from portal.disclosure.models import AccessRequest, IncidentHold, MaskedText, ReleasedCopy, RequestedIncident
from portal.disclosure.rules import RECORDS_KEPT, Stage
from portal.evaluations import actions as evaluations
from portal.incidents.actions import lock_incident, record
from portal.incidents.models import ClassThatSaw, Evidence, Incident, InvolvedColleague, RegisterKey
from portal.incidents.rules import What
from portal.measures import actions as measures
from portal.recovery import actions as recovery

Counts = Counter[str]

# Features that keep names with an incident destroy their part in the same transaction, and say how many rows of which
# table. They are told before the entry that it was done is written. Counting undoes it: a file on the disk goes with
# `files.forget_when_kept`, never at once.
on_destroyed: list[Callable[[Incident, datetime], Counts]] = [
    measures.forget, lambda incident, _now: recovery.forget(incident),
    lambda incident, _now: evaluations.forget(incident),
]  # fmt: skip

# What hangs on an incident and names somebody.
NAMES: tuple[Any, ...] = (RegisterKey, InvolvedColleague, ClassThatSaw, Evidence)


def destroy_as_due(number: int, now: datetime) -> Counts:
    """Destroy what names somebody in this incident; nothing when it is held, asked about, or was done before."""
    incident = db.session.get(Incident, number)
    if incident is None:
        return Counter()
    # Whoever keeps it at this moment came first, and is met by what is asked next, or waits.
    lock_incident(incident)
    if not queries.due(now, only=number):
        return Counter()
    one = update(Incident).where(Incident.id == number, Incident.destroyed_at.is_(None))
    if rows_changed(one.values(destroyed_at=now, help_call_id=None)) != 1:
        return Counter()
    db.session.refresh(incident)
    kept = queries.terms()[incident.kind] if incident.kind else queries.Kept()
    counts = sum((forget(incident, now) for forget in on_destroyed), Counter())
    counts += _forget_names(incident)
    record(incident, What.DESTROYED, None, now=now, core={
        "months": kept.months, "ground": kept.ground, "term": kept.row.id if kept.row else None,
        "kept_from": queries.kept_from(incident).isoformat(),
    })  # fmt: skip
    return counts


def _forget_names(incident: Incident) -> Counts:
    counts: Counts = Counter()
    for model in NAMES:
        counts[model.__tablename__] += rows_changed(delete(model).where(model.incident_id == incident.id))
    cares = select(Care.id).where(Care.incident_id == incident.id)
    for model in (CareRefusal, CareStep):
        counts[model.__tablename__] += rows_changed(delete(model).where(model.care_id.in_(cares)))
    counts["aftercare"] += rows_changed(delete(Care).where(Care.incident_id == incident.id))
    asked = select(RequestedIncident.request_id).where(RequestedIncident.incident_id == incident.id)
    counts["released_copy"] += rows_changed(delete(ReleasedCopy).where(ReleasedCopy.request_id.in_(asked)))
    db.session.expire(incident, ["identity_key"])
    return counts


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Copies that can be fetched no longer, requests and holds of long ago; and names that a destroyed incident
    should not have any more."""
    gone = select(Incident.id).where(Incident.destroyed_at.is_not(None))
    long_ago = now - RECORDS_KEPT
    settled = select(AccessRequest.id).where(
        AccessRequest.stage.in_((Stage.RELEASED, Stage.REFUSED)), AccessRequest.settled_at < long_ago
    )
    return [
        *((model, model.incident_id.in_(gone)) for model in NAMES),
        (ReleasedCopy, ReleasedCopy.ends_at < now),
        *((model, model.request_id.in_(settled)) for model in (MaskedText, RequestedIncident)),
        (AccessRequest, AccessRequest.id.in_(settled)),
        (IncidentHold, IncidentHold.lifted_at < long_ago),
    ]
