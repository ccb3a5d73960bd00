"""A call climbs its chain, step by step, until enough colleagues come; after the last step it starts again."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from portal import outbox
from portal.db import Refusal, db, rows_changed, transaction
from portal.help_calls.actions.telling import note, tell
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import (
    COMING_LASTS,
    THERE_LASTS,
    Answer,
    State,
    Told,
    has_expired,
    is_enough,
    next_position,
)
from portal.school.models import Person

# With nobody in the chain at all the call stays open and loud, and looks again this often.
NOBODY_WAITS = 30

_LOCK = select(HelpCall.id).where(HelpCall.id == bindparam("call_id")).with_for_update()


class CallIsOver(Refusal):
    """The call was stood down already."""


def lock_open(call: HelpCall) -> None:
    """Read a call as whoever was first left it; it stays so until this transaction ends. Raises CallIsOver."""
    db.session.execute(_LOCK, {"call_id": call.id})
    db.session.refresh(call)
    if not call.is_open:
        raise CallIsOver


def climb_one(now: datetime) -> bool:
    """Job: tell the next step of one call whose time has come. Returns whether there was one."""
    due = (
        select(HelpCall)
        .where(HelpCall.closed_at.is_(None), HelpCall.climbs_at <= now)
        .order_by(HelpCall.climbs_at, HelpCall.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=HelpCall)
    )
    with transaction() as session:
        call = session.scalars(due).unique().first()
        if call is None or not _claim_climb(call, now):
            return call is not None
        climb(call, now=now)
        return True


def _claim_climb(call: HelpCall, now: datetime) -> bool:
    """One conditional update decides which worker climbs, should two have seen the same call."""
    waiting = (HelpCall.id == call.id, HelpCall.position == call.position, HelpCall.climbs_at <= now)
    claimed = update(HelpCall).where(*waiting, HelpCall.closed_at.is_(None)).values(climbs_at=now + COMING_LASTS)
    return rows_changed(claimed.execution_options(synchronize_session=False)) == 1


def climb(call: HelpCall, *, now: datetime, is_asked_for: bool = False) -> None:
    """Tell the next step, unless enough come. `is_asked_for`: more help is wanted, however many come already."""
    _expire(call, now)
    told = told_of(call)
    if is_enough(told, call.position) and not is_asked_for:
        call.climbs_at = now + rest_of(call)
        return
    position, starts_again = next_position(told, call.position)
    if starts_again and call.position:
        if not any(row.helps for row in call.responders):
            call.state = State.UNANSWERED
        note(call, "unanswered", None, now)
    step = [row for row in call.responders if row.position == position]
    call.position = position
    call.climbs_at = now + timedelta(seconds=step[0].wait_seconds if step else NOBODY_WAITS)
    if not step:
        call.state = State.UNANSWERED
    for row in step:
        if not row.helps:
            row.answer = None if starts_again else row.answer
            tell(call, row, now)


def _expire(call: HelpCall, now: datetime) -> None:
    """Who said to come and is not there is no longer counted on; they are asked again in their turn."""
    for row in call.responders:
        is_late = row.there_at is None and row.answer is Answer.COMING
        if is_late and has_expired(answered_at=row.answered_at, now=now):
            row.answer = None
            note(call, "expired", row.person, now)
    if call.state is State.COMING and not any(row.helps for row in call.responders):
        call.state = State.RAISED


def rest_of(call: HelpCall) -> timedelta:
    """How long the chain waits when enough come: until they should be there, and longer once somebody is."""
    return THERE_LASTS if any(row.there_at for row in call.responders) else COMING_LASTS


def told_of(call: HelpCall) -> list[Told]:
    """The responders of a call as the rules see them."""
    return [
        Told(row.person_id, row.position, _can_be_told(row.person), row.answer, row.needed, row.there_at is not None)
        for row in call.responders
    ]


def _can_be_told(person: Person) -> bool:
    return person.left_on is None and outbox.can_be_called(person)
