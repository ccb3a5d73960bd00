"""What counts for a family when times are given out: who may choose first, and who may have times that are kept."""

from datetime import datetime

from sqlalchemy import select

from portal.conversations.models import ChildInRound, Round, RoundClass, Slot
from portal.conversations.queries.slots import stage
from portal.conversations.rules import Interpreter, Stage, Standing, Wanted, is_kept
from portal.db import db
from portal.school import queries as school
from portal.school.models import Guardian, Person


def standing_for(slot: Slot, person: Person, interpreter: Interpreter, *, now: datetime) -> Standing:
    """What counts for this family at this time; asks the database only where the round makes a difference."""
    found = slot.round
    first = stage(found, now=now) is Stage.HEAD_START and goes_first(person, found)
    kept = is_kept(is_reserved=slot.is_reserved, reserved_until=found.reserved_until, now=now)
    return Standing(first, kept and (interpreter is not Interpreter.NONE or may_have_kept(person, found)))


def goes_first(person: Person, found: Round) -> bool:
    """Several children in the round's classes, or one that the team wants to talk about."""
    children = school.children_with_classes(person)
    taking_part = set(db.session.scalars(select(RoundClass.class_id).where(RoundClass.round_id == found.id)))
    if sum(school_class.id in taking_part for _pupil, school_class in children) > 1:
        return True
    return _is_wanted(person, found)


def may_have_kept(person: Person, found: Round) -> bool:
    """An interpreter is needed, nobody of the household was ever in the portal when the round began, or one is wanted."""
    if person.guardian is None:
        return False
    home = db.session.scalars(select(Guardian).where(Guardian.household_id == person.guardian.household_id)).unique()
    guardians = list(home)
    since = min(moment for moment in (found.head_start_at, found.opens_at, found.opened_at) if moment)
    in_before = [g for g in guardians if g.person.came_in_at and g.person.came_in_at < since]
    return any(g.needs_interpreter for g in guardians) or not in_before or _is_wanted(person, found)


def _is_wanted(person: Person, found: Round) -> bool:
    children = [pupil.id for pupil, _class in school.children_with_classes(person)]
    wanted = select(ChildInRound.id).where(
        ChildInRound.round_id == found.id, ChildInRound.pupil_id.in_(children), ChildInRound.wanted == Wanted.WANTED
    )
    return db.session.scalar(wanted.limit(1)) is not None
