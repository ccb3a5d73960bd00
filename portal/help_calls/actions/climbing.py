"""A call climbs its chain, step by step, until enough colleagues come; after the last step it starts again."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from portal import outbox
from portal.db import Refusal, db
from portal.help_calls.actions.telling import note, tell
from portal.help_calls.models import CalledResponder, HelpCall
from portal.help_calls.rules import (
    COMING_LASTS,
    THERE_LASTS,
    Answer,
    State,
    Told,
    are_enough_there,
    has_expired,
    is_answered_by_all,
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
    # An answer that this request has seen already can have expired meanwhile.
    for seen in [row for row in db.session().identity_map.values() if isinstance(row, CalledResponder)]:
        db.session.expire(seen)
    db.session.refresh(call)
    if not call.is_open:
        raise CallIsOver


def climb(call: HelpCall, *, now: datetime, is_asked_for: bool = False) -> None:
    """Tell the next step, unless enough come. `is_asked_for`: more help is wanted, however many come already."""
    _expire(call, now)
    call.looked_at = now
    told = told_of(call)
    if is_enough(told, call.position) and not is_asked_for:
        call.climbs_at = _rests_until(call, told, now)
        return
    position, starts_again = next_position(told, call.position)
    if starts_again:
        _start_again(call, now)
    call.position = position
    call.climbs_at = now + _wait_of(call)
    step = [row for row in call.responders if row.position == position]
    if not step:
        call.state = State.UNANSWERED
    for row in step:
        if row.answer is None and row.there_at is None and row.person.left_on is None:
            tell(call, row, now)


def _start_again(call: HelpCall, now: datetime) -> None:
    """A whole round brought too few: who said no is asked once more in their turn."""
    if call.position and not any(row.helps for row in call.responders):
        call.state = State.UNANSWERED
        note(call, "unanswered", None, now)
    for row in call.responders:
        row.answer = None if row.answer is Answer.CANNOT else row.answer


def settle(call: HelpCall, *, now: datetime) -> None:
    """After an answer: rest when enough come, go on at once when nobody of the step is left to answer.

    Who takes back a word has the others wait no longer than a step does.
    """
    told = told_of(call)
    if is_enough(told, call.position):
        call.climbs_at, call.looked_at = _rests_until(call, told, now), now
    elif is_answered_by_all(told, call.position):
        climb(call, now=now)
    else:
        call.climbs_at, call.looked_at = min(call.climbs_at, now + _wait_of(call)), now


def _wait_of(call: HelpCall) -> timedelta:
    waits = [row.wait_seconds for row in call.responders if row.position == call.position]
    return timedelta(seconds=waits[0] if waits else NOBODY_WAITS)


def _rests_until(call: HelpCall, told: list[Told], now: datetime) -> datetime:
    """Until the first of those who come should be there; longer once enough are."""
    if are_enough_there(told, call.position):
        return now + THERE_LASTS
    said = [row.answered_at for row in call.responders if row.answer is Answer.COMING and not row.there_at]
    return min((moment for moment in said if moment), default=now) + COMING_LASTS


def _expire(call: HelpCall, now: datetime) -> None:
    """Who said to come and is not there is no longer counted on; they are asked again in their turn."""
    late: dict[int, Person] = {}
    for row in call.responders:
        is_on_the_way = row.there_at is None and row.answer is Answer.COMING
        if is_on_the_way and has_expired(answered_at=row.answered_at, now=now):
            row.answer = None
            late[row.person_id] = row.person
    for person in late.values():
        note(call, "expired", person, now)
    if call.state is State.COMING and not any(row.helps for row in call.responders):
        call.state = State.RAISED


def told_of(call: HelpCall) -> list[Told]:
    """The responders of a call as the rules see them."""
    return [
        Told(row.person_id, row.position, _can_be_told(row.person), row.answer, row.needed, row.there_at is not None)
        for row in call.responders
    ]


def _can_be_told(person: Person) -> bool:
    return person.left_on is None and outbox.can_be_called(person)
