"""What a planner needs to know of a round."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from portal import i18n
from portal.conversations.models import Booking, ChildInRound, Round, RoundClass, Slot, WishSet
from portal.conversations.queries.proposals import free_times, proposals_of, wish_sets_of
from portal.conversations.queries.wishes import households_in
from portal.conversations.rules import Interpreter, Wanted
from portal.conversations.rules.planner import Problem, Span, Talk, Time
from portal.conversations.rules.planner.words import CAN, RATHER
from portal.conversations.rules.wishes import Mood, part_of
from portal.db import db
from portal.school import queries as school


@dataclass(frozen=True)
class About:
    """Whose conversation a talk of the planner is."""

    class_id: int
    pupil_id: int
    household_id: int
    is_together: bool


@dataclass
class ToPlan:
    """A round as the planner takes it, and whose each of its talks is."""

    problem: Problem
    about: dict[int, About] = field(default_factory=dict)


def to_plan(planned: Round, *, now: datetime) -> ToPlan:
    """Everything that decides about a plan; what is booked or locked stays where it is."""
    rows = db.session.scalars(select(RoundClass).where(RoundClass.round_id == planned.id)).all()
    classes = [row.class_id for row in rows]
    slots = [slot for class_id in classes for slot in free_times(planned.id, class_id, now=now)]
    wishes = wish_sets_of(planned.id)
    talks, about = _talks(planned, wishes)
    held = _held(now)
    busy: dict[int, list[Span]] = defaultdict(list)
    for booking in held:
        busy[booking.household_id].append(_span(booking))
    problem = Problem(
        times=[_time(slot) for slot in slots], talks=talks, walking=planned.walking_minutes,
        wishes={home: _levels(given) for home, given in wishes.items()}, busy=busy,
        taken=[_span(booking) for booking in held if booking.class_id in classes],
        colleagues=_colleagues(classes), fixed=_fixed(planned.id, about, {slot.id for slot in slots}),
    )  # fmt: skip
    return ToPlan(problem, about)


def _talks(planned: Round, wishes: dict[int, WishSet]) -> tuple[list[Talk], dict[int, About]]:
    """A talk for each child and home, or one for all homes of a child; none where one is booked or not needed."""
    children = {(c.class_id, c.pupil_id): c for c in db.session.scalars(_children(planned.id))}
    booked = {tuple(row) for row in db.session.execute(_booked(planned.id))}
    homes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for household, pairs in households_in(planned.id).items():
        for pupil, school_class in pairs:
            homes[school_class.id, pupil.id].append(household.id)
    talks, about = [], {}
    for (class_id, pupil_id), of_child in sorted(homes.items()):
        child = children.get((class_id, pupil_id))
        together = child is not None and not child.is_apart
        if child is not None and child.wanted is Wanted.NOT_NEEDED:
            continue
        for group in [of_child] if together else [[home] for home in of_child]:
            if any((class_id, pupil_id, home) in booked for home in group):
                continue
            number = len(talks)
            about[number] = About(class_id, pupil_id, group[0], together and len(group) > 1)
            minutes, language = _length(planned, child, [wishes[home] for home in group if home in wishes])
            talks.append(Talk(number, class_id, frozenset(group), minutes, language))
    return talks, about


def _children(round_id: int):
    return select(ChildInRound).where(ChildInRound.round_id == round_id)


def _booked(round_id: int):
    held = select(Booking.class_id, Booking.pupil_id, Booking.household_id)
    return held.where(Booking.round_id == round_id, Booking.cancelled_at.is_(None))


def _length(planned: Round, child: ChildInRound | None, given: list[WishSet]) -> tuple[int, str]:
    minutes = (child.minutes if child else None) or planned.minutes
    asking = [each for each in given if each.interpreter is not Interpreter.NONE]
    comes = next((each.interpreter_language for each in asking if each.interpreter is Interpreter.SCHOOL), "")
    return max(minutes, planned.interpreter_minutes) if asking else minutes, comes.strip().casefold()


def _levels(given: WishSet) -> dict:
    return {(wish.day, wish.part): RATHER if wish.mood is Mood.RATHER else CAN for wish in given.wishes}


def _held(now: datetime) -> list[Booking]:
    query = select(Booking).join(Slot, Slot.id == Booking.slot_id)
    return list(
        db.session.scalars(query.where(Booking.cancelled_at.is_(None), Slot.ends_at > now).order_by(Booking.id))
    )


def _colleagues(classes: list[int]) -> dict[int, frozenset[int]]:
    teams = {c: {person.id for person in team} for c, team in school.teams_of(classes).items()}
    return {c: frozenset(o for o in teams if o != c and teams[o] & teams[c]) for c in teams}


def _fixed(round_id: int, about: dict[int, About], free: set[int]) -> dict[int, tuple[int, ...]]:
    locked = {(p.class_id, p.pupil_id, p.household_id): p for p in proposals_of(round_id) if p.is_locked and p.times}
    found = {}
    for number, who in about.items():
        proposal = locked.get((who.class_id, who.pupil_id, who.household_id))
        slots = tuple(slot.id for slot in proposal.slots) if proposal else ()
        if slots and free.issuperset(slots):
            found[number] = slots
    return found


def _time(slot: Slot) -> Time:
    local = i18n.local(slot.starts_at)
    return Time(
        slot.id, slot.class_id, _minute(slot.starts_at), _minute(slot.ends_at), (local.date(), part_of(local.time()))
    )


def _span(booking: Booking) -> Span:
    return Span(_minute(booking.slot.starts_at), _minute(booking.slot.ends_at), booking.class_id)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
