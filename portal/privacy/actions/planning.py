"""Planning to erase somebody on request, and taking that back while there is time."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.db import Refusal, db, rows_changed
from portal.privacy.models import Erasure
from portal.privacy.queries import holds
from portal.privacy.rules import THINKING_TIME
from portal.school import queries as school
from portal.school.models import Person, Pupil


class StillHere(Refusal):
    """The child is at school: what the school needs to teach it stays until it has left."""


class IsHeld(Refusal):
    """There is a hold on this person or their family."""


class PlannedAlready(Refusal):
    """It is planned already."""


class TooLate(Refusal):
    """It was done, or taken back before."""


def plan(thing: Pupil | Person, by: Person, *, reason: str, now: datetime) -> Erasure:
    """Erase a pupil who left or a guardian after THINKING_TIME; the adults are told.

    Raises StillHere, IsHeld or PlannedAlready.
    """
    _check(thing)
    column = "pupil_id" if isinstance(thing, Pupil) else "person_id"
    erasure = Erasure(
        reason=reason, asked_by_id=by.id, asked_at=now, due_at=now + THINKING_TIME, **{column: thing.id}
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(erasure)
    except IntegrityError as collision:
        raise PlannedAlready from collision
    audit.did(by, "erasure planned", erasure, now=now)
    adults = [each.person for each in school.guardians_of(thing.id)] if isinstance(thing, Pupil) else [thing]
    for person in adults:
        outbox.queue(
            person, "privacy/messages/erasure.txt", erasure, now=now, path="/privacy", due_at=erasure.due_at
        )  # fmt: skip
    return erasure


def _check(thing: Pupil | Person) -> None:
    held = holds.held()
    if isinstance(thing, Pupil):
        if thing.left_on is None:
            raise StillHere
        if thing.id in held.pupils:
            raise IsHeld
    elif thing.id in held.persons:
        raise IsHeld


def take_back(erasure: Erasure, by: Person, *, now: datetime) -> None:
    """Leave everything as it is. Raises TooLate when the worker was first."""
    waiting = update(Erasure).where(
        Erasure.id == erasure.id, Erasure.taken_back_at.is_(None), Erasure.done_at.is_(None)
    )
    if rows_changed(waiting.values(taken_back_at=now)) != 1:
        raise TooLate
    audit.did(by, "erasure taken back", erasure, now=now)
