"""What the office sees of its imports and of the question who has left."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from portal.db import db
from portal.rosters.models import Answer, LeftQuestion, RosterImport
from portal.rosters.rules import Entry, Kind, Plan, State
from portal.rosters.rules.matching import plain
from portal.school.models import Enrolment, SchoolClass
from portal.tasks import Task

LATELY = 10
# Of a group the preview shows the first few, and a page of its own the rest.
FIRST, PAGE = 12, 100


def imports() -> list[RosterImport]:
    """The imports of lately, newest first."""
    query = select(RosterImport).order_by(RosterImport.made_at.desc(), RosterImport.id.desc()).limit(LATELY)
    return list(db.session.scalars(query).unique())


def task_of(row: RosterImport) -> Task | None:
    """The work that is under way for an import, or was last."""
    return db.session.get(Task, row.task_id) if row.task_id else None


def plan_of(row: RosterImport) -> Plan | None:
    """What an import would change, or changed."""
    query = select(RosterImport).where(RosterImport.id == row.id).options(undefer(RosterImport.plan))
    found = db.session.scalars(query.execution_options(populate_existing=True)).unique().one()
    return Plan.from_json(found.plan) if found.plan else None


def refusal_of(row: RosterImport) -> dict:
    """Why an import was refused, as `words.kept` kept it."""
    return db.session.scalar(select(RosterImport.refusal).where(RosterImport.id == row.id)) or {}


@dataclass(frozen=True)
class Group:
    """Entries of one kind and state: some of them, and how many there are in all."""

    kind: Kind
    state: State
    entries: list[Entry]
    number: int
    page: int = 0

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.state}"

    @property
    def has_more(self) -> bool:
        return (self.page + 1) * PAGE < self.number


def groups_of(plan: Plan, *, words: str = "") -> list[Group]:
    """The first entries of each group that is not empty; with words only those whose name or class has them."""
    found = []
    for state in State:
        for kind in Kind:
            entries = _chosen(plan, kind, state, words)
            if entries:
                found.append(Group(kind, state, entries[:FIRST], len(entries)))
    return found


def group_of(plan: Plan, key: str, *, words: str = "", page: int = 0) -> Group | None:
    """One group, a page at a time; None when there is no such group."""
    kind, _dash, state = key.partition("-")
    if kind not in set(Kind) or state not in set(State):
        return None
    entries = _chosen(plan, Kind(kind), State(state), words)
    page = max(0, min(page, (len(entries) - 1) // PAGE))
    return Group(Kind(kind), State(state), entries[page * PAGE : (page + 1) * PAGE], len(entries), page)


def _chosen(plan: Plan, kind: Kind, state: State, words: str) -> list[Entry]:
    wanted = plain(words)
    return [
        entry for entry in plan.entries
        if entry.kind == kind and entry.state == state and wanted in plain(f"{entry.name} {entry.about}")
    ]  # fmt: skip


def numbers_of(plan: Plan) -> list[tuple[Kind, dict[State, int]]]:
    """By kind how many are new, changed, missing and refused."""
    found = {kind: dict.fromkeys(State, 0) for kind in Kind}
    for entry in plan.entries:
        found[Kind(entry.kind)][State(entry.state)] += 1
    return list(found.items())


def _open(today: date):
    return (LeftQuestion.answer == Answer.OPEN) & (LeftQuestion.asked_from <= today)


def questions_open(today: date) -> list[LeftQuestion]:
    """About whom the office is asked now, pupils first, with names loaded."""
    query = select(LeftQuestion).where(_open(today)).options(*_names())
    rows = list(db.session.scalars(query.order_by(LeftQuestion.pupil_id.is_(None), LeftQuestion.id)).unique())
    return sorted(rows, key=lambda row: (row.pupil_id is None, _last_name(row), row.id))


def number_of_questions(today: date) -> int:
    return db.session.scalar(select(func.count()).select_from(LeftQuestion).where(_open(today))) or 0


def questions_answered() -> list[LeftQuestion]:
    """The answers of lately, newest first: those that can be taken back."""
    is_answered = LeftQuestion.answered_at.is_not(None) & (LeftQuestion.answer != Answer.OPEN)
    query = select(LeftQuestion).where(is_answered).options(*_names())
    order = (LeftQuestion.answered_at.desc(), LeftQuestion.id.desc())
    return list(db.session.scalars(query.order_by(*order).limit(2 * LATELY)).unique())


def last_class_names(pupil_ids: list[int]) -> dict[int, str]:
    """The own class in which each pupil was last."""
    query = (
        select(Enrolment.pupil_id, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(Enrolment.pupil_id.in_(pupil_ids), Enrolment.is_own_class)
        .order_by(SchoolClass.year_id, SchoolClass.id)
    )
    return {pupil: name for pupil, name in db.session.execute(query)}


def _names():
    return (
        joinedload(LeftQuestion.pupil), joinedload(LeftQuestion.person), joinedload(LeftQuestion.answered_by),
    )  # fmt: skip


def _last_name(row: LeftQuestion) -> str:
    about = row.pupil or row.person
    return plain(f"{about.last_name} {about.first_name}") if about else ""
