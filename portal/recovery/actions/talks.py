"""Planning the talk, moving it and calling it off; both sides hear only that there is a conversation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from portal.conversations.actions.locks import lock_all
from portal.conversations.queries.in_the_way import in_the_way
from portal.conversations.rules import Interpreter, Meet, clashes
from portal.db import Refusal, db
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.actions import telling
from portal.recovery.actions.next import renew
from portal.recovery.actions.next import write_down as _write_down
from portal.recovery.models import RecoveryCase, RecoveryTalk
from portal.recovery.rules import Answer
from portal.school.models import Person


class NotAnswered(Refusal):
    """The colleague whom it happened to has not said yet whether a talk is all right."""


class SaidNo(Refusal):
    """A colleague who said no does not sit at the talk."""


class FamilyElsewhere(Refusal):
    """The family has another conversation then."""


class TooLate(Refusal):
    """The moment is past, or the talk was held, or the case is closed."""


@dataclass(frozen=True)
class Planned:
    """When, where and with whom; `attending` are colleagues, whoever leads the case comes anyhow."""

    starts_at: datetime
    ends_at: datetime
    where: str
    meet: Meet
    interpreter: Interpreter
    interpreter_language: str
    attending: Collection[Person]


def plan(case: RecoveryCase, planned: Planned, by: Person, *, now: datetime) -> RecoveryTalk:
    """Plan the talk, or change what was planned; a decline of the family is over with it.

    Raises NotAnswered, SaidNo, FamilyElsewhere or TooLate.
    """
    _check(case, planned, now)
    talk = queries.talk_of(case)
    before = _as_it_was(talk) if talk else None
    if talk is None:
        talk = RecoveryTalk(case_id=case.id, case=case, uid=f"{uuid4()}@samen", planned_by_id=by.id, attending=[])
    elif before == _as_wanted(planned):
        return talk
    _write(talk, planned, now)
    try:
        with db.session.begin_nested():
            db.session.add(talk)
    except IntegrityError as error:
        # Somebody else planned one at the same moment.
        raise TooLate from error
    gone = telling.write_attending(talk, planned.attending, now, was_planned=before is not None)
    case.talk_declined_at = case.check_due_at = None
    telling.tell_planned(talk, now=now, is_new=before is None, gone=gone)
    _write_down(case, "recovery talk planned", What.RECOVERY_PLANNED, by, now, core={"interpreter": talk.interpreter},
          words={"attending": ", ".join(person.full_name for person in planned.attending)})  # fmt: skip
    renew(case, now)
    return talk


def call_off(case: RecoveryCase, by: Person, *, now: datetime) -> None:
    """The talk does not take place then; it is planned anew. Raises TooLate."""
    talk = queries.talk_of(case)
    if talk is None or not case.is_open or case.talk_held_at is not None:
        raise TooLate
    withdraw(talk, by, now)
    _write_down(case, "recovery talk called off", What.RECOVERY_CALLED_OFF, by, now)
    renew(case, now, told=by.id == case.owner_id)


def withdraw(talk: RecoveryTalk, by: Person, now: datetime) -> None:
    """Take a talk out of everybody's calendar."""
    talk.cancelled_at = now
    talk.sequence += 1
    telling.tell_called_off(talk, by, now=now)


def _check(case: RecoveryCase, planned: Planned, now: datetime) -> None:
    if not case.is_open or case.talk_held_at is not None or planned.starts_at <= now:
        raise TooLate
    asked = [each for each in case.consents if each.person.left_on is None]
    if any(each.answer is None for each in asked):
        raise NotAnswered
    said_no = {each.person_id for each in asked if each.answer is Answer.NO}
    if any(person.id in said_no for person in planned.attending):
        raise SaidNo
    if case.household_id is not None and _is_elsewhere(case.household_id, case, planned):
        raise FamilyElsewhere


def _is_elsewhere(home: int, case: RecoveryCase, planned: Planned) -> bool:
    # Locked as for a booking: of a booking and a talk that are made at once, the later one sees the other.
    lock_all([home], [])
    held = [(each.starts_at, each.ends_at) for each in in_the_way([home], []).held]
    return clashes(planned.starts_at, planned.ends_at, held + queries.other_talks_of(case))


def _write(talk: RecoveryTalk, planned: Planned, now: datetime) -> None:
    if talk.id is not None:
        talk.sequence += 1
    talk.starts_at, talk.ends_at, talk.where = planned.starts_at, planned.ends_at, planned.where
    if (talk.interpreter, talk.interpreter_language) != (planned.interpreter, planned.interpreter_language):
        talk.interpreter_confirmed_at = None
    talk.meet, talk.interpreter = planned.meet, planned.interpreter
    talk.interpreter_language, talk.planned_at = planned.interpreter_language, now


def _as_it_was(talk: RecoveryTalk) -> tuple:
    return (talk.starts_at, talk.ends_at, talk.where, talk.meet, talk.interpreter, talk.interpreter_language,
            {each.person_id for each in talk.attending})  # fmt: skip


def _as_wanted(planned: Planned) -> tuple:
    return (planned.starts_at, planned.ends_at, planned.where, planned.meet, planned.interpreter,
            planned.interpreter_language, {person.id for person in planned.attending})  # fmt: skip
