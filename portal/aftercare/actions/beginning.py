"""Aftercare begins in the transaction in which somebody turns out to have been there: nobody has to remember it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.aftercare import queries
from portal.aftercare.actions.steps import add
from portal.aftercare.models import Care, CareStep
from portal.aftercare.queries import Pool
from portal.aftercare.rules import PLAN, Kind, Outcome, Whom
from portal.db import db, rows_changed
from portal.incidents import queries as incidents
from portal.incidents.models import Incident
from portal.incidents.rules import Part


def begin(incident: Incident, now: datetime) -> None:
    """For everybody who was there, once: all steps with their days and owners. Who was not there is let go."""
    query = select(Care).where(Care.incident_id == incident.id)
    known = {(care.whom, care.person_id or care.class_id): care for care in db.session.scalars(query).unique()}
    wanted = _wanted(incident)
    people = queries.pool(now)
    for key in sorted(wanted - known.keys(), key=str):
        whom, number = key
        if whom is not Whom.COLLEAGUE or number in people.roster.staff:
            _begin(incident, whom, number, people)
    for key, care in known.items():
        if key in wanted:
            _go_on(care)
        elif care.whom is Whom.COLLEAGUE:
            _let_go(care, now)


def _wanted(incident: Incident) -> set[tuple[Whom, int | None]]:
    rows = incidents.colleagues_of(incident)
    wanted: set[tuple[Whom, int | None]] = {(Whom.COLLEAGUE, row.person_id) for row in rows}
    wanted |= {(Whom.CLASS, each.id) for each in incidents.classes_that_saw(incident)}
    if incident.help_call_id or any(row.part in (Part.CALLER, Part.TARGET) for row in rows):
        wanted.add((Whom.TEAM, None))
    return wanted


def _begin(incident: Incident, whom: Whom, number: int | None, people: Pool) -> None:
    care = Care(
        incident_id=incident.id, whom=whom, begun_at=people.now, steps=[],
        person_id=number if whom is Whom.COLLEAGUE else None, class_id=number if whom is Whom.CLASS else None,
        # A class and the team hear of it from who does the step.
        told_at=None if whom is Whom.COLLEAGUE else people.now,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(care)
            db.session.flush()
    except IntegrityError:
        # Somebody else named the same one at the same moment.
        return
    people.known["refused", care.id] = set()
    for kind in PLAN[whom]:
        add(care, kind, people)
    for added in queries.added_steps() if whom is Whom.COLLEAGUE else ():
        add(care, Kind.ADDED, people, after_days=added.after_days, added=added)


def _go_on(care: Care) -> None:
    for step in care.steps:
        if step.outcome is Outcome.NOT_NEEDED:
            step.outcome = step.closed_at = None


def _let_go(care: Care, now: datetime) -> None:
    # What somebody did a moment earlier stays done.
    still = update(CareStep).where(CareStep.care_id == care.id, CareStep.closed_at.is_(None))
    rows_changed(still.values(outcome=Outcome.NOT_NEEDED, closed_at=now))
    for step in care.steps:
        db.session.expire(step)
