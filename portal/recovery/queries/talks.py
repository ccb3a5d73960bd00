"""The talk: as the family finds it, what each side prepared, what was agreed, and who wants an interpreter."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from portal.conversations.rules import Interpreter
from portal.db import db
from portal.recovery.models import RecoveryAgreement, RecoveryCard, RecoveryCase, RecoveryTalk
from portal.recovery.rules import CardSide
from portal.school import queries as school
from portal.school.models import Person

SHOWN_AFTER = timedelta(days=60)
ARRANGED = (Interpreter.SCHOOL, Interpreter.PHONE)


def talks_of_home(person: Person, now: datetime) -> list[RecoveryTalk]:
    """The talks of this guardian's own household about children whose pages they may open: to come, or not long ago."""
    if person.guardian is None or not person.is_guardian:
        return []
    query = select(RecoveryTalk).join(RecoveryCase, RecoveryCase.id == RecoveryTalk.case_id)
    query = query.where(RecoveryCase.household_id == person.guardian.household_id)
    query = query.where(RecoveryTalk.cancelled_at.is_(None), RecoveryTalk.ends_at > now - SHOWN_AFTER)
    query = query.order_by(RecoveryTalk.starts_at, RecoveryTalk.id)
    return [t for t in db.session.scalars(query).unique() if t.pupil_id and school.is_child_of(t.pupil_id, person)]


BUSY_WITH_TALKS = (
    select(RecoveryCase.household_id, RecoveryTalk.starts_at, RecoveryTalk.ends_at)
    .join(RecoveryCase, RecoveryCase.id == RecoveryTalk.case_id)
    .where(RecoveryCase.household_id.in_(bindparam("homes", expanding=True)), RecoveryTalk.cancelled_at.is_(None))
)


def other_talks_of(case: RecoveryCase) -> list[tuple[datetime, datetime]]:
    """When its household has a talk about something else."""
    query = BUSY_WITH_TALKS.where(RecoveryCase.id != case.id).order_by(RecoveryTalk.starts_at, RecoveryTalk.id)
    found = db.session.execute(query, {"homes": [case.household_id]})
    return [(starts_at, ends_at) for _home, starts_at, ends_at in found]


def card_of(case: RecoveryCase, side: CardSide, person: Person) -> RecoveryCard | None:
    """The own card of this person; a family has one together."""
    query = select(RecoveryCard).where(RecoveryCard.case_id == case.id, RecoveryCard.side == side)
    if side is not CardSide.FAMILY:
        query = query.where(RecoveryCard.person_id == person.id)
    return db.session.scalars(query).unique().first()


def cards_for(case: RecoveryCase, person: Person) -> list[RecoveryCard]:
    """What the others prepared, for somebody of the school who sits at the talk or leads the case."""
    query = select(RecoveryCard).where(RecoveryCard.case_id == case.id, RecoveryCard.person_id != person.id)
    return list(db.session.scalars(query.order_by(RecoveryCard.id)).unique())


def agreements_of(case: RecoveryCase) -> list[RecoveryAgreement]:
    """Every version of what was agreed, the newest first."""
    query = select(RecoveryAgreement).where(RecoveryAgreement.case_id == case.id)
    return list(db.session.scalars(query.order_by(RecoveryAgreement.version.desc())).unique())


def agreement_of(case: RecoveryCase) -> RecoveryAgreement | None:
    """What was agreed, as it stands now."""
    return next(iter(agreements_of(case)), None)


def interpreted(now: datetime) -> list[RecoveryTalk]:
    """The talks to come for which the school arranges an interpreter."""
    query = select(RecoveryTalk).where(RecoveryTalk.cancelled_at.is_(None), RecoveryTalk.starts_at > now)
    query = query.where(RecoveryTalk.interpreter.in_(ARRANGED))
    return list(db.session.scalars(query.order_by(RecoveryTalk.starts_at, RecoveryTalk.id)).unique())
