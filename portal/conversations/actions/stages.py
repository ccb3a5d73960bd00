"""Telling of a round's stages: the teams when they fill in, the families when they can choose."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from portal import i18n, outbox
from portal.conversations import queries
from portal.conversations.models import Round, RoundClass, RoundTold
from portal.conversations.rules import RoundState, Stage
from portal.db import transaction
from portal.school import queries as school
from portal.school.models import Person

PATH = "/conversations"
TOLD = (Stage.FILLING, Stage.HEAD_START, Stage.OPEN)


def tell_stage_one(now: datetime) -> bool:
    """Job: tell whom the newest stage of a round concerns, once, whoever else tries. Returns whether there was one."""
    due = _due(now)
    if due is None:
        return False
    number, stage = due
    try:
        with transaction() as session:
            session.add(RoundTold(round_id=number, stage=stage, at=now))
            session.flush()
            _tell(session.get_one(Round, number), stage, now)
    except IntegrityError:
        # Another worker was a moment earlier.
        pass
    return True


def _due(now: datetime) -> tuple[int, Stage] | None:
    with transaction() as session:
        running = select(Round).where(Round.state == RoundState.OPEN, Round.opens_at.is_not(None))
        running = running.where(~exists().where(RoundTold.round_id == Round.id, RoundTold.stage == Stage.OPEN))
        told = {tuple(row) for row in session.execute(select(RoundTold.round_id, RoundTold.stage))}
        for each in session.scalars(running.order_by(Round.id)):
            stage = each.stage(now)
            if stage in TOLD and (each.id, stage) not in told:
                return each.id, stage
    return None


def _tell(running: Round, stage: Stage, now: datetime) -> None:
    rows = queries.classes_in(running)
    if stage is Stage.FILLING:
        for teacher in dict.fromkeys(one for row in rows for one in school.teachers_of(row.class_id)):
            _send(teacher, "fill_in", running, now)
    else:
        before = _first_ones(running, rows) if running.head_start_at else set()
        for person in _families(rows):
            if (person.id in before) == (stage is Stage.HEAD_START):
                _send(person, "chosen_from", running, now)


def _families(rows: list[RoundClass]) -> list[Person]:
    return list(dict.fromkeys(person for row in rows for person in school.guardians_of_class(row.class_id)))


def _first_ones(running: Round, rows: list[RoundClass]) -> set[int]:
    """The guardians whose household has several children in the round: they are told at the head start."""
    return {
        person.id
        for person in _families(rows)
        if person.guardian and queries.goes_first(person.guardian.household_id, running.id)
    }


def _send(person: Person, word: str, running: Round, now: datetime) -> None:
    ends = running.views_only_at
    outbox.queue(
        person, f"conversations/messages/{word}.txt", running, now=now, path=PATH,
        title=running.title_in(person.language), notice=running.notice_in(person.language),
        opens_at=running.opens_at, until=i18n.local(ends) if ends else None,
    )  # fmt: skip
