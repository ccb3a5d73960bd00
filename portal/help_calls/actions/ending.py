"""Ending a call: everybody who was asked hears it, what waits is not sent, the register gets a draft."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sqlalchemy import update

from portal import audit, outbox
from portal.db import Refusal, db, rows_changed
from portal.help_calls import queries
from portal.help_calls.actions.climbing import CallIsOver
from portal.help_calls.actions.telling import note, tell_over
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending, State, can_be_cancelled
from portal.school import queries as school
from portal.school.models import Person

# Features above this one that want to know: the incident register drafts what happened.
on_stand_down: list[Callable[[HelpCall, Person, datetime], None]] = []


class TooLate(Refusal):
    """Colleagues are on their way: the call is ended with its questions answered."""


def stand_down(call: HelpCall, person: Person, ended: Ended, *, now: datetime) -> None:
    """End a call. A practice ends as a practice, and leaves no draft. Raises CallIsOver when somebody was first."""
    ending = Ending.DRILL if call.is_drill else ended.ending
    _close(call, person, ended, ending, now)
    for row in call.responders:
        if row.person_id in ended.there and row.there_at is None:
            row.there_at = now
            note(call, "there", row.person, now)
    if (caller := school.person_numbered(ended.at_the_desk or 0)) is not None:
        note(call, "at-the-desk", caller, now)
    _tell_and_note(call, person, "stood-down", now)
    if not call.is_drill:
        for tell in on_stand_down:
            tell(call, person, now)


def cancel(call: HelpCall, person: Person, *, now: datetime) -> None:
    """It was a mistake, said at once: everybody hears "false alarm". Raises TooLate or CallIsOver."""
    if not can_be_cancelled(raised_at=call.raised_at, now=now):
        raise TooLate
    _close(call, person, Ended(Ending.FALSE_ALARM), Ending.FALSE_ALARM, now)
    _tell_and_note(call, person, "cancelled", now)


def end_drills(now: datetime) -> None:
    """A real press wins from every practice at once; nobody has to end it first."""
    for drill in queries.open_drills():
        # Whoever ended it a moment ago did the same.
        with suppress(CallIsOver):
            end_drill(drill, now)


def end_drill(call: HelpCall, now: datetime) -> None:
    """End a practice for a real call. Raises CallIsOver."""
    _close(call, None, Ended(Ending.DRILL), Ending.DRILL, now)
    outbox.drop_waiting(call)
    note(call, "stood-down", None, now)
    tell_over(call, now)


def _close(call: HelpCall, person: Person | None, ended: Ended, ending: Ending, now: datetime) -> None:
    values = {
        "closed_at": now, "closed_by_id": person.id if person else None, "ending": ending, "state": State.STOOD_DOWN,
        "all_safe": ended.all_safe, "children_looked_after": ended.children_looked_after, "services": ended.services,
    }  # fmt: skip
    one = update(HelpCall).where(HelpCall.id == call.id, HelpCall.closed_at.is_(None))
    if rows_changed(one.values(**values)) != 1:
        raise CallIsOver
    db.session.refresh(call)


def _tell_and_note(call: HelpCall, person: Person, what: str, now: datetime) -> None:
    outbox.drop_waiting(call)
    note(call, what, person, now)
    audit.did(person, "help call stood down", call, now=now)
    tell_over(call, now)
