"""Raising a call for help, climbing its chain, answering it, standing it down."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.chains import queries as chains
from portal.db import Refusal, db, rows_changed, transaction
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.help_calls.rules import (
    COMING_LASTS,
    SAME_PRESS,
    Answer,
    Ending,
    Part,
    State,
    Told,
    is_refused_by_all,
    next_position,
)
from portal.school.models import Person, Place

# With nobody in the chain at all the call stays open and loud, and looks again this often.
NOBODY_WAITS = 30

# Features above this one that want to know: the incident register drafts what happened.
on_stand_down: list[Callable[[HelpCall, Person, datetime], None]] = []


class CallIsOver(Refusal):
    """The call was stood down already."""


def raise_call(place: Place, *, key: str, is_quiet: bool, now: datetime) -> HelpCall:
    """Raise a call with a copy of the place's chain and tell its first step; one transaction.

    The open call of the place is returned when there is one: a frightened finger presses twice. A later press,
    with another key, asks for more people: the next step is told at once.
    """
    known = db.session.scalars(select(HelpCall).where(HelpCall.key == key)).first() or _open_call(place)
    if known is not None:
        if known.is_open and known.key != key and now - known.raised_at > SAME_PRESS:
            _note(known, "more", None, now)
            _climb(known, now=now)
        return known
    try:
        with db.session.begin_nested():
            call = HelpCall(key=key, place_id=place.id, is_quiet=is_quiet, raised_at=now, climbs_at=now)
            db.session.add(call)
            db.session.flush()
    except IntegrityError:
        # Somebody was a moment earlier, at this place or with this very press.
        return _open_call(place) or db.session.scalars(select(HelpCall).where(HelpCall.key == key)).one()
    _copy_chain(call, now)
    _note(call, "raised", None, now)
    _climb(call, now=now)
    return call


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
        _climb(call, now=now)
        return True


def _claim_climb(call: HelpCall, now: datetime) -> bool:
    """One conditional update decides which worker climbs, should two have seen the same call."""
    waiting = (HelpCall.id == call.id, HelpCall.position == call.position, HelpCall.climbs_at <= now)
    claimed = update(HelpCall).where(*waiting, HelpCall.closed_at.is_(None)).values(climbs_at=now + COMING_LASTS)
    return rows_changed(claimed.execution_options(synchronize_session=False)) == 1


def _climb(call: HelpCall, *, now: datetime) -> None:
    position, starts_again = next_position(_told(call), call.position)
    if starts_again and call.position:
        call.state = State.UNANSWERED
        _note(call, "unanswered", None, now)
    step = [row for row in call.responders if row.position == position]
    call.position = position
    call.climbs_at = now + timedelta(seconds=step[0].wait_seconds if step else NOBODY_WAITS)
    if not step:
        call.state = State.UNANSWERED
        return
    for row in step:
        row.answer = None if starts_again else row.answer
        _tell(call, row, now)


def _tell(call: HelpCall, row: CalledResponder, now: datetime) -> None:
    row.told_at = row.told_at or now
    _note(call, "told", row.person, now)
    outbox.queue(
        row.person, "help_calls/messages/come.txt", call, now=now, path=f"/help-calls/{call.id}", is_urgent=True,
        place=call.place.name,
    )  # fmt: skip


def answer_coming(call: HelpCall, person: Person, *, now: datetime) -> None:
    """This colleague is on the way; the chain waits for them a while. Raises CallIsOver."""
    _answer(call, person, Answer.COMING, now)
    call.state = State.COMING
    call.climbs_at = now + COMING_LASTS


def answer_cannot(call: HelpCall, person: Person, *, now: datetime) -> None:
    """This colleague cannot come; when nobody is left who might, the next step is told at once. Raises CallIsOver."""
    _answer(call, person, Answer.CANNOT, now)
    if any(row.answer is Answer.COMING for row in call.responders):
        return
    call.state = State.RAISED if call.state is State.COMING else call.state
    if is_refused_by_all(_told(call), call.position):
        _climb(call, now=now)


def _answer(call: HelpCall, person: Person, answer: Answer, now: datetime) -> None:
    if not call.is_open:
        raise CallIsOver
    mine = [row for row in call.responders if row.person_id == person.id]
    if mine and all(row.answer is answer for row in mine):
        return
    for row in mine or [_volunteer(call, person, now)]:
        row.answer, row.answered_at = answer, now
    _note(call, answer.value, person, now)


def _volunteer(call: HelpCall, person: Person, now: datetime) -> CalledResponder:
    """The leader or coordinator may come without having been told."""
    row = CalledResponder(call_id=call.id, position=call.position, wait_seconds=NOBODY_WAITS, person_id=person.id,
                          part=Part.LEAD, told_at=now, person=person)  # fmt: skip
    call.responders.append(row)
    return row


def stand_down(call: HelpCall, person: Person, ending: Ending, *, now: datetime) -> None:
    """End a call: everybody who was told hears it, what waits is not sent, the register gets a draft.

    Raises CallIsOver when somebody was first.
    """
    ended = update(HelpCall).where(HelpCall.id == call.id, HelpCall.closed_at.is_(None))
    values = {"closed_at": now, "closed_by_id": person.id, "ending": ending, "state": State.STOOD_DOWN}
    if rows_changed(ended.values(**values)) != 1:
        raise CallIsOver
    db.session.refresh(call)
    outbox.drop_waiting(call)
    _note(call, "stood-down", person, now)
    audit.did(person, "help call stood down", call, now=now)
    for told in {row.person for row in call.responders if row.told_at}:
        outbox.queue(told, "help_calls/messages/over.txt", call, now=now, path=f"/help-calls/{call.id}",
                     is_urgent=True, place=call.place.name)  # fmt: skip
    for tell in on_stand_down:
        tell(call, person, now)


def _open_call(place: Place) -> HelpCall | None:
    query = select(HelpCall).where(HelpCall.place_id == place.id, HelpCall.closed_at.is_(None))
    return db.session.scalars(query).unique().first()


def _copy_chain(call: HelpCall, now: datetime) -> None:
    for step in chains.chain_at(call.place, now=now):
        for called in step.called:
            call.responders.append(
                CalledResponder(position=step.position, wait_seconds=step.wait_seconds, person_id=called.person.id,
                                part=called.part, person=called.person)
            )  # fmt: skip


def _told(call: HelpCall) -> list[Told]:
    return [Told(row.position, _can_be_told(row.person), row.answer) for row in call.responders]


def _can_be_told(person: Person) -> bool:
    return person.left_on is None and outbox.can_be_called(person)


def _note(call: HelpCall, what: str, person: Person | None, now: datetime) -> None:
    db.session.add(CallEvent(call_id=call.id, at=now, what=what, person_id=person.id if person else None))
