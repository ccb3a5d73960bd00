"""Telling of a round's stages, class by class: the teams when they fill in, the families when they can choose."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from portal import i18n, outbox
from portal.conversations import queries
from portal.conversations.actions.wishes import tell_wishes
from portal.conversations.models import FirstTold, Round, RoundClass, RoundTold
from portal.conversations.queries.first import rounds_with_head_start, to_tell_first, told_first
from portal.conversations.rules import RoundState, Stage
from portal.db import db, reading, transaction
from portal.school.models import Person

PATH = "/conversations"
TOLD = (Stage.FILLING, Stage.HEAD_START, Stage.OPEN)


def tell_stage_one(now: datetime) -> bool:
    """Job: tell one class of the stage its round is in, once, whoever else tries. Returns whether there was one.

    A class is a piece: a call for help does not wait until a whole school is told.
    """
    due = _due(now)
    if due is None:
        return False
    number, stage = due
    try:
        with transaction() as session:
            session.add(RoundTold(row_id=number, stage=stage, at=now))
            session.flush()
            _tell(session.get_one(RoundClass, number), stage, now)
    except IntegrityError:
        # Another worker was a moment earlier.
        pass
    return True


def _due(now: datetime) -> tuple[int, Stage] | None:
    with reading() as session:
        told = exists().where(RoundTold.row_id == RoundClass.id, RoundTold.stage == Stage.OPEN)
        rows = select(RoundClass).join(Round).where(Round.state == RoundState.OPEN, Round.opens_at.is_not(None), ~told)
        known = {tuple(row) for row in session.execute(select(RoundTold.row_id, RoundTold.stage))}
        for row in session.scalars(rows.order_by(RoundClass.id)):
            stage = row.round.stage(now)
            if stage in TOLD and (row.id, stage) not in known:
                return row.id, stage
    return None


def tell_first_one(now: datetime) -> bool:
    """Job: tell one guardian whose family chooses first by what the team said or called off. Whether there was one.

    Also when the team says so after the head start began; once, whoever else tries.
    """
    with reading():
        rounds = rounds_with_head_start(now=now)
        due = next(((each.id, person.id) for each in rounds for person in to_tell_first(each)), None)
    if due is None:
        return False
    number, person_id = due
    try:
        with transaction() as session:
            running, person = session.get_one(Round, number), session.get_one(Person, person_id)
            session.add(FirstTold(round_id=number, person_id=person_id, at=now))
            session.flush()
            _send(person, "chosen_from", running, now, is_first=True)
    except IntegrityError:
        # Another worker was a moment earlier.
        pass
    return True


def _tell(row: RoundClass, stage: Stage, now: datetime) -> None:
    if stage is Stage.FILLING:
        for teacher in queries.teachers_told_with(row):
            _send(teacher, "fill_in", row.round, now)
        return
    went_first = stage is Stage.OPEN and _was_told(row, Stage.HEAD_START)
    told = told_first(row.round)
    for person, goes_first in queries.guardians_told_with(row):
        if person.id in told or (goes_first and went_first) or not (goes_first or stage is Stage.OPEN):
            continue
        if stage is Stage.HEAD_START:
            db.session.add(FirstTold(round_id=row.round_id, person_id=person.id, at=now))
        _send(person, "chosen_from", row.round, now, is_first=stage is Stage.HEAD_START)


def _was_told(row: RoundClass, stage: Stage) -> bool:
    """Not so when no worker was there between the head start and the opening: then all are told at once."""
    return db.session.query(RoundTold).filter_by(row_id=row.id, stage=stage).first() is not None


def _send(person: Person, word: str, running: Round, now: datetime, **more) -> None:
    if word == "chosen_from" and running.is_wishing:
        tell_wishes(running, person, now=now)
        return
    ends = running.views_only_at
    outbox.queue(
        person, f"conversations/messages/{word}.txt", running, now=now, path=PATH,
        title=running.title_in(person.language), notice=running.notice_in(person.language),
        opens_at=running.opens_at, until=i18n.local(ends) if ends else None, **more,
    )  # fmt: skip
