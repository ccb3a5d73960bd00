"""Recovery cases: those that are open, those of one incident, and the families a leader is in contact with."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from portal.contact import queries as contact
from portal.contact.queries import Home
from portal.db import db
from portal.incidents.models import Incident
from portal.recovery.models import RecoveryCase, RecoveryTerms
from portal.recovery.rules import FIRST_WORD_DAYS
from portal.school import queries as school
from portal.school.queries import search

SHOWN_AFTER_THE_END = timedelta(days=60)
MOST = 200
ONLY_ONE = 1


def cases_for(now: datetime) -> list[RecoveryCase]:
    """The open cases, the first due first, then those that were closed lately."""
    lately = or_(RecoveryCase.closed_at.is_(None), RecoveryCase.closed_at > now - SHOWN_AFTER_THE_END)
    query = select(RecoveryCase).where(lately).limit(MOST)
    query = query.order_by(RecoveryCase.closed_at.is_not(None), RecoveryCase.due_at, RecoveryCase.id)
    return list(db.session.scalars(query).unique())


def cases_of_incident(incident: Incident) -> list[RecoveryCase]:
    """Every case after an incident, the oldest first."""
    query = select(RecoveryCase).where(RecoveryCase.incident_id == incident.id).order_by(RecoveryCase.id)
    return list(db.session.scalars(query).unique())


def is_open_for(incident_id: int) -> bool:
    """Whether a case after this incident is open."""
    query = select(RecoveryCase.id).where(RecoveryCase.incident_id == incident_id, RecoveryCase.closed_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def with_leader(pupils: Collection[int]) -> set[tuple[int, int]]:
    """The homes (pupil, household) of these pupils that a leader is in contact with; for the board, no word more."""
    query = select(RecoveryCase.pupil_id, RecoveryCase.household_id).where(
        RecoveryCase.pupil_id.in_(pupils), RecoveryCase.closed_at.is_(None), RecoveryCase.household_id.is_not(None)
    )
    rows = db.session.execute(query)
    return {(pupil_id, household_id) for pupil_id, household_id in rows if pupil_id and household_id}


def homes_named(words: str) -> list[Home]:
    """The homes of children, or of guardians, whose name has these words; of each child every home apart."""
    if not words.strip():
        return []
    hits, _more = search.find(words)
    homes: dict[tuple[int, int], Home] = {}
    for hit in hits:
        for pupil_id in [hit.pupil.id] if hit.pupil else _children_of(hit.person):
            for home in contact.homes_of_pupil(pupil_id):
                own = hit.person is None or any(adult.person_id == hit.person.id for adult in home.adults)
                if own:
                    homes[home.key] = home
    return list(homes.values())


def home_names(case: RecoveryCase) -> str:
    """The child and the guardians of the one home; empty for a visitor, and when the names were let go."""
    if case.pupil is None or case.household_id is None:
        return ""
    names = [each.person.full_name for each in school.guardians_of_household(case.household_id, case.pupil.id)]
    return " · ".join([case.pupil.full_name, *names])


def _children_of(person) -> list[int]:
    if person is None or person.guardian is None:
        return []
    return [pupil.id for pupil in school.children_of(person)]


def first_word_days() -> int:
    """Within how many school days the school wants a first word."""
    terms = db.session.get(RecoveryTerms, ONLY_ONE)
    return terms.first_word_days if terms else FIRST_WORD_DAYS


def late(now: datetime) -> tuple[int, int]:
    """How many cases are open, and how many of them are late: numbers, for a monitor."""
    query = select(func.count(), func.count().filter(RecoveryCase.due_at < now))
    number, is_late = db.session.execute(query.where(RecoveryCase.closed_at.is_(None))).one()
    return number, is_late
