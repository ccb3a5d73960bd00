"""The long work of an import, done by the worker: making the plan piece by piece, carrying it out in one piece."""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import undefer

from portal.audit import Audit
from portal.db import db, reading, transaction
from portal.rosters.actions.deeds import carry_out, chunks
from portal.rosters.models import RosterImport, Step
from portal.rosters.queries.known import known_for
from portal.rosters.queries.words import kept
from portal.rosters.rules import PIECES, Draft, Known, Plan, Roster, RosterRefused, planned
from portal.rosters.rules.deeds import Deed
from portal.tasks import Asked

Work = Generator[tuple[int, int], None, dict]

# What a roster changes. On PostgreSQL others wait with changing these while a plan is compared and carried out;
# they may read, and refer to who is there. On SQLite there is one writer anyway.
CHANGED = (
    "school", "school_year", "school_class", "pupil", "person", "staff_role", "household", "guardian", "guardianship",
    "enrolment", "teaching", "left_question",
)  # fmt: skip


def make_plan(asked: Asked) -> Work:
    """Task: compare a roster with the school and keep the plan. Only looks, until the plan is kept."""
    number = asked.asked["import"]
    with reading() as session:
        row = session.get(RosterImport, number, options=[undefer(RosterImport.roster)])
        if row is None or row.roster is None:
            return {}
        roster = Roster.from_json(row.roster)
        draft = Draft(roster, known_for(roster))
    pieces = len(PIECES) + 1
    for done, piece in enumerate(PIECES, start=1):
        try:
            piece(draft)
        except RosterRefused as refusal:
            _keep(number, Step.REFUSED, refusal=kept(refusal))
            return {}
        yield done, pieces
    _keep(number, Step.READY, plan=draft.plan().as_json())
    return {}


def apply(asked: Asked) -> Work:
    """Task: carry a plan out, all of it in one transaction, when it still is what the roster would change.

    Done twice it does nothing the second time.
    """
    yield 0, 3
    number = asked.asked["import"]
    with reading() as session:
        row = session.scalars(_with_contents(number)).unique().first()
        if row is None or row.step is not Step.APPLYING or row.roster is None:
            return {}
        roster, kept_plan = Roster.from_json(row.roster), row.plan
        known = known_for(roster)
    yield 1, 3
    plan = _planned(roster, known)
    fits = plan is not None and plan.as_json() == kept_plan
    yield 2, 3
    with transaction() as session:
        hold_still()
        row = session.get(RosterImport, number)
        if row is None or row.step is not Step.APPLYING:
            return {}
        # Compared before others had to wait; now it is enough that the school is still the same.
        if plan is None or not fits or known_for(roster) != known:
            row.step, row.applied_at = Step.STALE, None
            return {}
        done = carry_out(plan.all_deeds())
        row.step, row.roster, row.done = Step.APPLIED, None, done
        note_changes(done, asked.person_id, "roster", row.applied_at or row.made_at)
    return {}


def _with_contents(number: int) -> Any:
    everything = (undefer(RosterImport.roster), undefer(RosterImport.plan))
    return select(RosterImport).where(RosterImport.id == number).options(*everything)


def _planned(roster: Roster, known: Known) -> Plan | None:
    try:
        return planned(roster, known)
    except RosterRefused:
        return None


def hold_still() -> None:
    """Keep others from changing who belongs to whom until this transaction ends."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"LOCK TABLE {', '.join(CHANGED)} IN SHARE ROW EXCLUSIVE MODE"))


def note_changes(done: list[Deed], person_id: int, verb: str, at: datetime) -> None:
    """Write down about which pupils and people, of those who were here, something was changed: each once."""
    about: dict[tuple[str, int], None] = {}
    brought = {(deed["table"], deed["new"].get("id")) for deed in done if deed["do"] == "add"}
    for deed in done:
        about |= dict.fromkeys(each for each in _about(deed) if each not in brought)
    rows = [{"at": at, "person_id": person_id, "did": verb, "kind": kind, "about": number} for kind, number in about]
    for some in chunks(rows):
        db.session.execute(insert(Audit), some)


def _about(deed: Deed) -> list[tuple[str, int]]:
    if deed["table"] in ("pupil", "person") and deed["do"] == "change":
        return [(deed["table"], deed["id"])]
    values = {} if deed["table"] == "left_question" else deed["old"] if deed["do"] == "remove" else deed["new"]
    return [(kind, values[f"{kind}_id"]) for kind in ("pupil", "person") if f"{kind}_id" in values]


def _keep(number: int, step: Step, **values: Any) -> None:
    # Whoever threw the roster away meanwhile was first.
    mine = update(RosterImport).where(RosterImport.id == number, RosterImport.step == Step.PLANNING)
    with transaction() as session:
        session.execute(mine.values(step=step, **values))
