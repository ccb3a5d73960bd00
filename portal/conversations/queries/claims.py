"""What a household may claim when times are given out: to choose first, and to have times that are kept for some."""

from datetime import datetime

from sqlalchemy import Select, func, select

from portal.conversations.models import ChildInRound, Round, RoundClass, Slot, WaitingPlace
from portal.conversations.rules import Claim, Interpreter, Stage, Wanted, is_kept
from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Person


def claim_to(slot: Slot, household_id: int, interpreter: Interpreter, *, now: datetime) -> Claim:
    """What this household may claim at this time; asks the database only where the round makes a difference."""
    found = slot.round
    first = found.stage(now) is Stage.HEAD_START and chooses_first(household_id, found.id)
    kept = is_kept(is_reserved=slot.is_reserved, reserved_until=found.reserved_until, now=now)
    return Claim(first, kept and (interpreter is not Interpreter.NONE or may_have_kept(household_id, found)))


def claim_in(found: Round, household_id: int, interpreter: Interpreter, *, has_kept: bool, now: datetime) -> Claim:
    """The same for a whole page; `has_kept`: some of its times are kept."""
    first = found.stage(now) is Stage.HEAD_START and chooses_first(household_id, found.id)
    return Claim(first, has_kept and (interpreter is not Interpreter.NONE or may_have_kept(household_id, found)))


def chooses_first(household_id: int, round_id: int) -> bool:
    """Several children in the round's classes, one that the team wants to talk about, or a conversation called off."""
    query = select(func.count(Enrolment.pupil_id.distinct()))
    query = query.join(RoundClass, RoundClass.class_id == Enrolment.class_id)
    several = query.where(
        RoundClass.round_id == round_id, Enrolment.is_own_class, Enrolment.pupil_id.in_(_children(household_id))
    )
    is_wished = _is_wanted(household_id, round_id) or was_called_off(household_id, round_id)
    return is_wished or (db.session.scalar(several) or 0) > 1


def may_have_kept(household_id: int, found: Round) -> bool:
    """An interpreter is needed, or nobody was in the portal yet when the round began, or the team wants to talk.

    Or the team called their conversation off.
    """
    query = select(Guardian.needs_interpreter, Person.came_in_at).join(Person, Person.id == Guardian.person_id)
    guardians = db.session.execute(query.where(Guardian.household_id == household_id)).all()
    since = min(moment for moment in (found.head_start_at, found.opens_at, found.opened_at) if moment)
    was_reached = any(came_in_at and came_in_at < since for _needs, came_in_at in guardians)
    is_wished = _is_wanted(household_id, found.id) or was_called_off(household_id, found.id)
    return any(needs for needs, _at in guardians) or not was_reached or is_wished


def was_called_off(household_id: int, round_id: int) -> bool:
    """Whether the team cancelled on this household, which has no other time in the round yet."""
    first = select(WaitingPlace.id).where(
        WaitingPlace.household_id == household_id, WaitingPlace.round_id == round_id, WaitingPlace.is_first,
        WaitingPlace.ended_at.is_(None),
    )  # fmt: skip
    return db.session.scalar(first.limit(1)) is not None


def _is_wanted(household_id: int, round_id: int) -> bool:
    wanted = select(ChildInRound.id).where(
        ChildInRound.round_id == round_id, ChildInRound.pupil_id.in_(_children(household_id)),
        ChildInRound.wanted == Wanted.WANTED,
    )  # fmt: skip
    return db.session.scalar(wanted.limit(1)) is not None


def _children(household_id: int) -> Select:
    query = select(Guardianship.pupil_id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    return query.where(Guardian.household_id == household_id, Guardianship.has_access)
