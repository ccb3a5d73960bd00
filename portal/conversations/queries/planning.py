"""What a planner needs to know of a round."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from portal import i18n
from portal.conversations.models import Booking, ChildInRound, Proposal, Round, Slot, WishSet
from portal.conversations.queries.children import homes_of, minutes_for
from portal.conversations.queries.claims import may_have_kept
from portal.conversations.queries.elsewhere import busy_elsewhere
from portal.conversations.queries.of_school import classes_in
from portal.conversations.queries.proposals import proposals_of, wish_sets_of
from portal.conversations.queries.slots import times_of
from portal.conversations.queries.teachers import colleagues_of, talks_elsewhere
from portal.conversations.queries.wishes import households_in
from portal.conversations.rules import Interpreter, Wanted, is_kept
from portal.conversations.rules.planner import Problem, Span, Talk, Time
from portal.conversations.rules.planner.words import CAN, RATHER
from portal.conversations.rules.wishes import Mood, part_of
from portal.db import db


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
    classes = [row.class_id for row in classes_in(planned)]
    times = [_time(slot, held, now) for number in classes for slot, held in times_of(planned.id, number, since=now)]
    wishes = wish_sets_of(planned.id)
    talks, about = _talks(planned, wishes, has_kept=any(time.is_kept for time in times))
    busy, taken = _held(set(classes), {home for talk in talks for home in talk.homes}, now=now)
    problem = Problem(
        times=times, talks=talks, walking=planned.walking_minutes,
        wishes={home: _levels(given) for home, given in wishes.items()}, busy=busy, taken=taken,
        colleagues=colleagues_of(classes), fixed=_fixed(planned.id, about, {t.number for t in times if t.is_free}),
    )  # fmt: skip
    return ToPlan(problem, about)


def _talks(
    planned: Round, wishes: dict[int, WishSet], *, has_kept: bool
) -> tuple[list[Talk], dict[int, About]]:  # fmt: skip
    """A talk for each child and home, or one for all homes of a child; none where one is booked."""
    children = {(c.class_id, c.pupil_id): c for c in db.session.scalars(_children(planned.id))}
    held = _booked(planned.id)
    homes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for household, pairs in households_in(planned.id).items():
        for pupil, school_class in pairs:
            homes[school_class.id, pupil.id].append(household.id)
    talks, about = [], {}
    for (class_id, pupil_id), of_child in sorted(homes.items()):
        child = children.get((class_id, pupil_id))
        for group in _groups(of_child, child, held.get((class_id, pupil_id), {})):
            number = len(talks)
            about[number] = About(class_id, pupil_id, group[0], len(group) > 1)
            interpreter, language = interpreter_of([wishes[home] for home in group if home in wishes])
            may_have_kept = has_kept and (interpreter is not Interpreter.NONE or _may_have_kept(group, planned))
            talks.append(Talk(
                number, class_id, frozenset(group), minutes_for(planned, child, interpreter) or planned.minutes,
                language.casefold() if interpreter is Interpreter.SCHOOL else "",
                is_wanted=child is not None and child.wanted is Wanted.WANTED, may_have_kept=may_have_kept,
            ))  # fmt: skip
    return talks, about


def _groups(homes: list[int], child: ChildInRound | None, held: dict[int, bool]) -> list[list[int]]:
    """The homes of a child that still need a conversation, each alone or all together, as `book_for` takes them."""
    if any(held.values()):
        return []
    left = [home for home in homes if home not in held]
    is_together = child is not None and not child.is_apart and not held
    return [left] if left and is_together else [[home] for home in left]


def _may_have_kept(homes: list[int], planned: Round) -> bool:
    return any(may_have_kept(home, planned) for home in homes)


def _children(round_id: int):
    return select(ChildInRound).where(ChildInRound.round_id == round_id)


def _booked(round_id: int) -> dict[tuple[int, int], dict[int, bool]]:
    """By class and child, the homes that hold a conversation, and whether it is for all homes."""
    query = select(Booking.class_id, Booking.pupil_id, Booking.household_id, Booking.is_together)
    found: dict[tuple[int, int], dict[int, bool]] = defaultdict(dict)
    rows = db.session.execute(query.where(Booking.round_id == round_id, Booking.cancelled_at.is_(None)))
    for class_id, pupil_id, household_id, is_together in rows:
        found[class_id, pupil_id][household_id] = is_together
    return found


def interpreter_of(given: list[WishSet]) -> tuple[Interpreter, str]:
    """What the homes of a conversation asked for: who comes to school before who is on the phone or brought."""
    order = (Interpreter.SCHOOL, Interpreter.PHONE, Interpreter.BRINGS)
    asked = sorted((g for g in given if g.interpreter in order), key=lambda g: order.index(g.interpreter))
    return (asked[0].interpreter, asked[0].interpreter_language.strip()) if asked else (Interpreter.NONE, "")


def interpreter_for(proposal: Proposal) -> tuple[Interpreter, str]:
    """The same for a conversation that is planned, as the families say it now."""
    wishes = wish_sets_of(proposal.round_id)
    return interpreter_of([wishes[home] for home in homes_of_proposal(proposal) if home in wishes])


def homes_of_proposal(proposal: Proposal) -> list[int]:
    """The households that a conversation is planned for."""
    return homes_of(proposal.pupil_id) if proposal.is_together else [proposal.household_id]


def _levels(given: WishSet) -> dict:
    return {(wish.day, wish.part): RATHER if wish.mood is Mood.RATHER else CAN for wish in given.wishes}


def _held(classes: set[int], homes: set[int], *, now: datetime) -> tuple[dict[int, list[Span]], list[Span]]:
    """What households hold from now on, these also outside rounds, and what these teams do, also with others."""
    busy: dict[int, list[Span]] = defaultdict(list)
    taken: list[Span] = []
    query = select(Booking).join(Slot, Slot.id == Booking.slot_id)
    query = query.where(Booking.cancelled_at.is_(None), Slot.ends_at > now).order_by(Booking.id)
    for booking in db.session.scalars(query):
        span = Span(_minute(booking.slot.starts_at), _minute(booking.ends_at), booking.class_id)
        for home in homes_of(booking.pupil_id) if booking.is_together else [booking.household_id]:
            busy[home].append(span)
        if booking.class_id in classes:
            taken.append(span)
    for home, starts_at, ends_at in busy_elsewhere(sorted(homes)):
        busy[home].append(Span(_minute(starts_at), _minute(ends_at)))
    elsewhere = talks_elsewhere(sorted(classes), now=now)
    taken += [Span(_minute(start), _minute(end), number) for number, (start, end), _person in elsewhere]
    return busy, taken


def _fixed(round_id: int, about: dict[int, About], free: set[int]) -> dict[int, tuple[int, ...]]:
    locked = {(p.class_id, p.pupil_id, p.household_id): p for p in proposals_of(round_id) if p.is_locked and p.times}
    found = {}
    for number, who in about.items():
        proposal = locked.get((who.class_id, who.pupil_id, who.household_id))
        slots = tuple(slot.id for slot in proposal.slots) if proposal else ()
        if slots and free.issuperset(slots):
            found[number] = slots
    return found


def _time(slot: Slot, is_held: bool, now: datetime) -> Time:
    local = i18n.local(slot.starts_at)
    kept = is_kept(is_reserved=slot.is_reserved, reserved_until=slot.round.reserved_until, now=now)
    return Time(
        slot.id, slot.class_id, _minute(slot.starts_at), _minute(slot.ends_at), (local.date(), part_of(local.time())),
        is_free=not (is_held or slot.is_blocked), is_kept=kept,
    )  # fmt: skip


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
