"""A family's page: the times it can choose from, and the conversations it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, Round, RoundClass, RoundPlan, Slot
from portal.conversations.queries.slots import held_by, is_held_now
from portal.conversations.rules import CLOSES_BEFORE, Planning, RoundState
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolClass


@dataclass(frozen=True)
class Asked:
    """A child for whom a time can be chosen, and with whom."""

    pupil: Pupil
    round: Round
    teachers: str


@dataclass(frozen=True)
class Choice:
    """One child in one round on a parent's page: its booking, and each time with whether it can be taken."""

    pupil: Pupil
    school_class: SchoolClass
    round: Round
    teachers: str
    booking: Booking | None
    slots: list[tuple[Slot, bool]]

    @property
    def has_free(self) -> bool:
        return any(is_free for _slot, is_free in self.slots)


def choices_for(person: Person, *, now: datetime) -> list[Choice]:
    """A parent's page: for each child, each round of its class that is open or holds a booking of this household."""
    children = school.children_with_classes(person)
    if not children or person.guardian is None or not person.is_guardian:
        return []
    taking_part = rounds_of({c.id for _p, c in children})
    mine = {(b.round_id, b.class_id, b.pupil_id): b for b in held_by(person.guardian.household_id)}
    slots = _slots_of({row.round_id for row in taking_part}, now=now)
    teams = names_of_teams(c.id for _p, c in children)
    planned = _still_planned([row.round for row in taking_part])
    found = []
    for pupil, school_class in children:
        for row in taking_part:
            booking = mine.get((row.round_id, row.class_id, pupil.id))
            if row.class_id == school_class.id and (booking or _is_chosen_from(row.round, planned)):
                times = slots.get((row.round_id, row.class_id), [])
                found.append(Choice(pupil, school_class, row.round, teams[school_class.id], booking, times))
    return [choice for choice in found if choice.slots or choice.booking]


def _still_planned(rounds: list[Round]) -> set[int]:
    """The rounds of which the school makes the plan, as long as it is not out: nobody takes a time before."""
    asking = {each.id for each in rounds if each.planning is Planning.WISHES}
    if not asking:
        return set()
    out = select(RoundPlan.round_id).where(RoundPlan.round_id.in_(asking), RoundPlan.published_at.is_not(None))
    return asking - set(db.session.scalars(out))


def _is_chosen_from(each: Round, planned: set[int]) -> bool:
    return each.state is RoundState.OPEN and each.id not in planned


def rounds_of(class_ids: set[int]) -> list[RoundClass]:
    """The rounds in which these classes take part, oldest first."""
    query = (
        select(RoundClass).where(RoundClass.class_id.in_(class_ids)).order_by(RoundClass.round_id, RoundClass.class_id)
    )
    return list(db.session.scalars(query))


def _slots_of(round_ids: set[int], *, now: datetime) -> dict[tuple[int, int], list[tuple[Slot, bool]]]:
    # The joined tables are in the session already: asking for them with every time would be most of the page.
    query = select(Slot, is_held_now()).where(Slot.round_id.in_(round_ids), Slot.starts_at > now)
    query = query.options(joinedload(Slot.round), joinedload(Slot.school_class)).order_by(Slot.starts_at, Slot.id)
    found: dict[tuple[int, int], list[tuple[Slot, bool]]] = {}
    for slot, is_held in db.session.execute(query):
        is_free = not is_held and not slot.is_blocked and slot.starts_at >= now + CLOSES_BEFORE
        is_free = is_free and slot.round.state is RoundState.OPEN
        found.setdefault((slot.round_id, slot.class_id), []).append((slot, is_free))
    return found


def names_of_team(class_id: int) -> str:
    """The names of a class's teacher team, for a sentence."""
    return names_of_teams([class_id])[class_id]


def names_of_teams(class_ids: Iterable[int]) -> dict[int, str]:
    """The same for several classes, with one question to the database."""
    teams = school.teams_of(class_ids)
    return {class_id: " · ".join(teacher.full_name for teacher in team) for class_id, team in teams.items()}


def what_is_asked_of(person: Person, *, now: datetime) -> list[Asked]:
    """The children for whom this household has not chosen a time yet, while one is free."""
    choices = choices_for(person, now=now)
    return [Asked(c.pupil, c.round, c.teachers) for c in choices if c.booking is None and c.has_free]
