"""What a responder says: I saw it, I'm coming, I can't, I'm there; who does what; and what is going on."""

from datetime import datetime

from portal.db import Refusal, db
from portal.help_calls.actions.climbing import NOBODY_WAITS, lock_open, settle
from portal.help_calls.actions.telling import note
from portal.help_calls.models import CalledResponder, HelpCall
from portal.help_calls.rules import Answer, CallKind, Part, State, part_for
from portal.school.models import Person


class PartIsTaken(Refusal):
    """A colleague who comes has that part already."""


def answer_seen(call: HelpCall, person: Person, *, now: datetime) -> None:
    """The call is on this colleague's screen. It says nothing about coming. Raises CallIsOver."""
    lock_open(call)
    mine = [row for row in _rows_of(call, person) if row.told_at and row.seen_at is None]
    for row in mine:
        row.seen_at = now
    if mine:
        note(call, "seen", person, now)


def answer_coming(call: HelpCall, person: Person, *, now: datetime) -> None:
    """This colleague is on the way, with a part that no other has. Enough: the chain waits. Raises CallIsOver."""
    if not _answer(call, person, Answer.COMING, now):
        return
    mine = _rows_of(call, person)
    part = part_for(mine[0].part, _taken(call, besides=person))
    for row in mine:
        row.part = part
    call.state = State.COMING
    settle(call, now=now)


def arrive(call: HelpCall, person: Person, *, now: datetime) -> None:
    """This colleague is there, whatever was said before. Twice is once. Raises CallIsOver."""
    answer_coming(call, person, now=now)
    mine = [row for row in _rows_of(call, person) if row.there_at is None]
    if not mine:
        return
    for row in mine:
        row.there_at = now
    note(call, "there", person, now)
    settle(call, now=now)


def answer_cannot(call: HelpCall, person: Person, *, now: datetime) -> None:
    """This colleague cannot come; when a whole step cannot, the next one is told at once. Raises CallIsOver."""
    if not _answer(call, person, Answer.CANNOT, now):
        return
    if call.state is State.COMING and not any(row.helps for row in call.responders):
        call.state = State.RAISED
    settle(call, now=now)


def take_part(call: HelpCall, person: Person, part: Part, *, now: datetime) -> None:
    """Another part than the one on the card, when no colleague who comes has it. Raises PartIsTaken or CallIsOver."""
    lock_open(call)
    if part in _taken(call, besides=person):
        raise PartIsTaken
    mine = [row for row in _rows_of(call, person) if row.part is not part]
    for row in mine:
        row.part = part
    if mine:
        note(call, "part", person, now)


def say_kind(call: HelpCall, kind: CallKind, *, now: datetime) -> None:
    """What is going on, for those who come. Raises CallIsOver."""
    lock_open(call)
    if call.kind is not kind:
        call.kind = kind
        note(call, "kind", None, now)


def _answer(call: HelpCall, person: Person, answer: Answer, now: datetime) -> bool:
    """Write an answer down; False when it is what was said before. Who cannot come after all is no longer there."""
    lock_open(call)
    mine = _rows_of(call, person)
    if mine and all(row.answer is answer for row in mine):
        return False
    for row in mine or [_volunteer(call, person, now)]:
        row.answer, row.answered_at = answer, now
        row.there_at = None if answer is Answer.CANNOT else row.there_at
        row.seen_at = row.seen_at or now
    note(call, answer.value, person, now)
    return True


def _rows_of(call: HelpCall, person: Person) -> list[CalledResponder]:
    return [row for row in call.responders if row.person_id == person.id]


def _taken(call: HelpCall, *, besides: Person) -> set[Part]:
    return {row.part for row in call.responders if row.helps and row.person_id != besides.id}


def _volunteer(call: HelpCall, person: Person, now: datetime) -> CalledResponder:
    """The leader or coordinator may come without having been told."""
    row = CalledResponder(call_id=call.id, position=call.position, wait_seconds=NOBODY_WAITS, person_id=person.id,
                          part=Part.LEAD, needed=1, told_at=now, person=person)  # fmt: skip
    call.responders.append(row)
    db.session.flush()
    return row
