"""An import of the office from its upload on: preview, confirm, make anew, throw away."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, update

from portal import audit, tasks
from portal.db import Base, Refusal, db, rows_changed
from portal.rosters.models import RosterImport, Step
from portal.rosters.queries.known import school_here
from portal.rosters.rules import Roster, check_school
from portal.school.models import Person

PREVIEW, APPLY = "roster preview", "roster apply"
# A preview is for today: the school that it was made for is another one tomorrow.
PREVIEW_LIVES = timedelta(hours=24)
# After it nothing of a preview is left; what was brought in can be undone for as long as it is kept.
PREVIEW_KEPT = timedelta(days=3)
KEPT = timedelta(days=30)


class PreviewIsOld(Refusal):
    """The preview is older than a day; the file has to be sent again."""


class NotToBeConfirmed(Refusal):
    """Somebody was first: it is confirmed, being made anew, or thrown away."""


def start(person: Person, roster: Roster, *, now: datetime) -> RosterImport:
    """Keep a roster, sealed, and begin its preview. Raises RosterRefused for another school's."""
    check_school(roster, school_here())
    coming = RosterImport(
        format=roster.format, year=roster.year, person_id=person.id, made_at=now, roster=roster.as_json()
    )
    db.session.add(coming)
    audit.did(person, "roster upload", coming, now=now)
    coming.task_id = tasks.start(person, PREVIEW, {"import": coming.id}, now=now).id
    return coming


def make_anew(row: RosterImport, person: Person, *, now: datetime) -> None:
    """Begin the preview again, after the school changed or the work broke. Raises NotToBeConfirmed, PreviewIsOld."""
    _check_young(row, now)
    _step(row, (Step.READY, Step.STALE, Step.PLANNING, Step.APPLYING), Step.PLANNING)
    row.plan, row.applied_at = None, None
    row.task_id = tasks.start(person, PREVIEW, {"import": row.id}, now=now).id


def confirm(row: RosterImport, person: Person, *, now: datetime) -> None:
    """Begin to carry the plan out. Raises NotToBeConfirmed, PreviewIsOld."""
    _check_young(row, now)
    _step(row, (Step.READY,), Step.APPLYING)
    row.applied_at = now
    audit.did(person, "roster confirm", row, now=now)
    row.task_id = tasks.start(person, APPLY, {"import": row.id}, now=now).id


def discard(row: RosterImport, person: Person, *, now: datetime) -> None:
    """Throw a roster away that was not brought in, with all that is kept of it. Raises NotToBeConfirmed."""
    audit.did(person, "roster discard", row, now=now)
    db.session.flush()
    gone = delete(RosterImport).where(
        RosterImport.id == row.id, RosterImport.step.not_in((Step.APPLYING, Step.APPLIED, Step.UNDONE))
    )
    if rows_changed(gone) == 0:
        raise NotToBeConfirmed


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Previews that nobody confirmed, and imports that are too old to be undone."""
    was_applied = RosterImport.applied_at.is_not(None)
    return [
        (RosterImport, ~was_applied & (RosterImport.made_at < now - PREVIEW_KEPT)),
        (RosterImport, was_applied & (RosterImport.applied_at < now - KEPT)),
    ]


def is_too_old(row: RosterImport, now: datetime) -> bool:
    return now - row.made_at > PREVIEW_LIVES


def _check_young(row: RosterImport, now: datetime) -> None:
    if is_too_old(row, now):
        raise PreviewIsOld


def _step(row: RosterImport, from_steps: tuple[Step, ...], to_step: Step) -> None:
    """One step, by whoever is first: of two at once the other is refused."""
    mine = update(RosterImport).where(RosterImport.id == row.id, RosterImport.step.in_(from_steps))
    if rows_changed(mine.values(step=to_step)) == 0:
        raise NotToBeConfirmed
    db.session.refresh(row)
