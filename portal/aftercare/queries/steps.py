"""The steps as they are shown: to whoever does them, to the colleague, to leader and coordinator."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from portal.aftercare.models import AddedStep, Care, Caregiver, CareStep
from portal.aftercare.rules import Outcome
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Role

LATELY = timedelta(days=1)
SHOWN_AFTER_THE_END = timedelta(days=14)
MOST = 200


def asked_of(person: Person, *, up_at: datetime | None = None) -> list[CareStep]:
    """The open steps that this person does, and those for the classes they teach; the first due first.

    `up_at`: only those that can be done at this moment.
    """
    classes = [each.id for each in school.classes_taught_by(person)]
    query = _open().where(or_(CareStep.owner_id == person.id, Care.class_id.in_(classes)))
    if up_at is not None:
        query = query.where(CareStep.from_at <= up_at)
    return list(db.session.scalars(query).unique())


def open_for_leader(person: Person) -> list[CareStep]:
    """All open steps but those about this person; for leader and coordinator, for others none."""
    if not {Role.LEADER, Role.COORDINATOR} & person.roles:
        return []
    not_mine = Care.person_id.is_(None) | (Care.person_id != person.id)
    return list(db.session.scalars(_open().where(not_mine)).unique())


def _open():
    query = select(CareStep).join(Care, Care.id == CareStep.care_id).where(CareStep.closed_at.is_(None))
    return query.order_by(CareStep.due_at, CareStep.id).limit(MOST)


def closed_lately_by(person: Person, now: datetime) -> list[CareStep]:
    """What this person tapped as done in the last day, which can be taken back; newest first."""
    mine = select(CareStep).where(
        CareStep.closed_by_id == person.id, CareStep.outcome == Outcome.DONE, CareStep.closed_at > now - LATELY
    )
    return list(db.session.scalars(mine.order_by(CareStep.closed_at.desc(), CareStep.id.desc())).unique())


def behind(person: Person, now: datetime) -> list[Care]:
    """What stands ready for this person themselves, newest first: open, or over for less than two weeks."""
    query = select(Care).where(Care.person_id == person.id).options(selectinload(Care.steps))
    found = db.session.scalars(query.order_by(Care.begun_at.desc(), Care.id.desc()).limit(MOST)).unique()
    return [care for care in found if _is_shown(care, now)]


def _is_shown(care: Care, now: datetime) -> bool:
    if care.open_steps:
        return True
    ended = [step.closed_at for step in care.steps if step.closed_at and step.outcome is not Outcome.NOT_NEEDED]
    return bool(ended) and max(ended) > now - SHOWN_AFTER_THE_END


def late(now: datetime) -> tuple[int, int]:
    """How many steps are open, and how many of them are late: numbers, for a monitor."""
    is_open = CareStep.closed_at.is_(None)
    query = select(func.count(), func.count().filter(CareStep.due_at < now)).where(is_open)
    number, is_late = db.session.execute(query).one()
    return number, is_late


def added_steps() -> list[AddedStep]:
    """What the school adds to every aftercare, in the order of the days."""
    query = select(AddedStep).where(AddedStep.ended_at.is_(None)).order_by(AddedStep.after_days, AddedStep.id)
    return list(db.session.scalars(query))


def caregivers() -> set[int]:
    """The numbers of those who stand behind others beside leader and coordinator."""
    return set(db.session.scalars(select(Caregiver.person_id)))


def who_can_be_asked(care: Care) -> list[Person]:
    """Whom the colleague can choose, by last name."""
    return [person for person in school.staff() if person.id != care.person_id]
