"""When families can: what a household is asked and said, and which households have not answered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import i18n
from portal.conversations.models import ChildInRound, Proposal, Round, RoundClass, RoundPlan, Slot, WishSet
from portal.conversations.rules import Planning, RoundState, Stage, Wanted
from portal.conversations.rules.wishes import DayPart, Mood, part_of
from portal.db import db
from portal.school import queries as school
from portal.school.models import Household, Person, Pupil, SchoolClass
from portal.tasks import Task


@dataclass(frozen=True)
class PartOfDay:
    """A part of a day in which teams have times, from the first start to the last end."""

    day: date
    part: DayPart
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.day.isoformat()}-{self.part}"


@dataclass(frozen=True)
class Asking:
    """What a household is asked about one round: in which parts it can come, for which children, and what it said.

    Each child with the number of its class.
    """

    row: RoundClass
    of_class: list[tuple[Pupil, int]]
    parts: list[PartOfDay]
    given: WishSet | None
    is_open: bool

    @property
    def round(self) -> Round:
        return self.row.round

    @property
    def children(self) -> list[Pupil]:
        return [pupil for pupil, _class_id in self.of_class]

    def said(self) -> dict[str, Mood]:
        """What was said of each part, by its name in the form."""
        wishes = self.given.wishes if self.given else []
        return {f"{wish.day.isoformat()}-{wish.part}": wish.mood for wish in wishes}


def wishes_asked_of(person: Person, *, now: datetime) -> list[Asking]:
    """The rounds that ask this guardian's household when it can, each once for all its children, oldest first.

    Not for a child of whom the team says that no conversation is needed.
    """
    if person.guardian is None or not person.is_guardian:
        return []
    children = school.children_with_classes(person)
    by_class: dict[int, list[Pupil]] = {}
    for pupil, school_class in children:
        by_class.setdefault(school_class.id, []).append(pupil)
    rows: dict[int, list[RoundClass]] = {}
    for row in _wishing_rows(set(by_class), now=now):
        rows.setdefault(row.round_id, []).append(row)
    found = [_asking(person.guardian.household_id, mine, by_class, now=now) for mine in rows.values()]
    return [each for each in found if each.children]


def _wishing_rows(class_ids: set[int], *, now: datetime) -> list[RoundClass]:
    query = select(RoundClass).join(Round, Round.id == RoundClass.round_id).where(RoundClass.class_id.in_(class_ids))
    query = query.where(Round.planning == Planning.WISHES, Round.plan_out_at.is_(None), Round.state == RoundState.OPEN)
    query = query.order_by(RoundClass.round_id, RoundClass.class_id)
    return [row for row in db.session.scalars(query) if row.round.stage(now) is Stage.OPEN]


def _asking(household_id: int, rows: list[RoundClass], by_class: dict[int, list[Pupil]], *, now: datetime) -> Asking:
    asked = rows[0].round
    classes = [row.class_id for row in rows]
    spared = not_needed_in(asked.id)
    children = [(p, class_id) for class_id in classes for p in by_class[class_id] if (class_id, p.id) not in spared]
    parts = parts_of(asked.id, classes, now=now)
    return Asking(rows[0], children, parts, wishes_of(asked.id, household_id), takes_wishes(asked, now=now))


def takes_wishes(asked: Round, *, now: datetime) -> bool:
    """Whether families may still say when they can: until the day of the round, and not once the plan is booked."""
    if not asked.is_wishing or asked.stage(now) is not Stage.OPEN:
        return False
    plan = plan_of(asked.id)
    is_published = plan is not None and plan.published_at is not None
    return not is_published and (asked.wishes_until is None or now < asked.wishes_until)


def can_be_planned(asked: Round, *, now: datetime) -> bool:
    """Whether families say, or have said, when they can come."""
    return asked.planning is Planning.WISHES and asked.stage(now) in (Stage.OPEN, Stage.VIEW_ONLY)


def not_needed_in(round_id: int) -> set[tuple[int, int]]:
    """The class and number of each child of whom the team says that no conversation is needed."""
    query = select(ChildInRound.class_id, ChildInRound.pupil_id)
    query = query.where(ChildInRound.round_id == round_id, ChildInRound.wanted == Wanted.NOT_NEEDED)
    return {(class_id, pupil_id) for class_id, pupil_id in db.session.execute(query)}


def plan_of(round_id: int) -> RoundPlan | None:
    """The plan of a round; None before anybody asked for one."""
    return db.session.scalars(select(RoundPlan).where(RoundPlan.round_id == round_id)).first()


def wishes_of(round_id: int, household_id: int) -> WishSet | None:
    """What a household said about a round."""
    query = select(WishSet).where(WishSet.round_id == round_id, WishSet.household_id == household_id)
    return db.session.scalars(query.options(selectinload(WishSet.wishes))).first()


def parts_of(round_id: int, class_ids: list[int], *, now: datetime) -> list[PartOfDay]:
    """The parts of days in which these teams have times to come, in order."""
    query = select(Slot.starts_at, Slot.ends_at).where(Slot.round_id == round_id, Slot.class_id.in_(class_ids))
    spans: dict[tuple[date, DayPart], list[tuple[datetime, datetime]]] = {}
    for start, end in db.session.execute(query.where(~Slot.is_blocked, Slot.starts_at > now).order_by(Slot.starts_at)):
        local = i18n.local(start)
        spans.setdefault((local.date(), part_of(local.time())), []).append((start, end))
    return [PartOfDay(day, part, each[0][0], max(end for _s, end in each)) for (day, part), each in spans.items()]


def households_in(round_id: int) -> dict[Household, list[tuple[Pupil, SchoolClass]]]:
    """Every household of a round with its children there that a conversation is about, by the first child's name."""
    spared = not_needed_in(round_id)
    query = select(RoundClass).where(RoundClass.round_id == round_id).options(joinedload(RoundClass.school_class))
    pairs = [(p, row.school_class) for row in db.session.scalars(query.order_by(RoundClass.class_id))
             for p in school.pupils_of(row.class_id) if (row.class_id, p.id) not in spared]  # fmt: skip
    homes = school.households_of([pupil.id for pupil, _class in pairs])
    found: dict[Household, list[tuple[Pupil, SchoolClass]]] = {}
    for pupil, school_class in sorted(pairs, key=lambda pair: (pair[0].first_name, pair[0].id)):
        for household in homes.get(pupil.id, []):
            found.setdefault(household, []).append((pupil, school_class))
    return found


def without_answer(round_id: int) -> dict[Household, list[tuple[Pupil, SchoolClass]]]:
    """The households that have not said when they can, with their children."""
    answered = set(db.session.scalars(select(WishSet.household_id).where(WishSet.round_id == round_id)))
    return {home: children for home, children in households_in(round_id).items() if home.id not in answered}


def task_of_plan(round_id: int) -> Task | None:
    """The work on a plan that was asked for last, as long as it is kept."""
    plan = plan_of(round_id)
    return db.session.get(Task, plan.task_id) if plan and plan.task_id else None


def row_of_proposal(proposal: Proposal) -> RoundClass:
    """The class in the round that a proposal belongs to."""
    query = select(RoundClass).where(RoundClass.round_id == proposal.round_id)
    return db.session.scalars(query.where(RoundClass.class_id == proposal.class_id)).one()
