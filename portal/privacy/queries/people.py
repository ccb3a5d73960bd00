"""Whom the office is asked about: found by name, with everybody they belong to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.conversations import queries as conversations
from portal.db import db
from portal.home_context.models import HomeItem
from portal.privacy.models import DataExport
from portal.school.models import Guardian, Guardianship, Household, Person, Pupil

MOST = 20
SHOWN = 10


@dataclass(frozen=True)
class Found:
    """Pupils and guardians with a name, here or left; `is_more`: there are others, the name says too little."""

    pupils: list[Pupil]
    guardians: list[Guardian]
    is_more: bool


def found(words: str) -> Found:
    """Whose name, or address, holds every one of these words."""
    if not words.split():
        return Found([], [], is_more=False)
    # Who was erased has no name.
    pupils = select(Pupil).where(Pupil.first_name != "", *_has(Pupil, words))
    pupils = pupils.order_by(Pupil.first_name, Pupil.id).limit(MOST + 1)
    guardians = select(Guardian).join(Guardian.person).where(Person.first_name != "", *_has(Person, words))
    guardians = guardians.order_by(Person.first_name, Guardian.id).limit(MOST + 1)
    children, adults = list(db.session.scalars(pupils)), list(db.session.scalars(guardians).unique())
    return Found(children[:MOST], adults[:MOST], is_more=max(len(children), len(adults)) > MOST)


def _has(model: type[Person] | type[Pupil], words: str) -> list:
    columns = [model.first_name, model.infix, model.last_name]
    columns += [Person.email] if model is Person else []
    return [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words.split()]


def name_of(pupil_id: int | None, person_id: int | None) -> str:
    """The name of a pupil or a person; empty when there is none."""
    somebody = db.session.get(Pupil, pupil_id) if pupil_id else db.session.get(Person, person_id) if person_id else None
    return somebody.full_name if somebody else ""


def guardians_of(pupil: Pupil) -> list[Guardianship]:
    """Every guardian of a pupil, with and without access, household by household."""
    query = (
        select(Guardianship)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Guardianship.pupil_id == pupil.id)
        .options(joinedload(Guardianship.guardian).joinedload(Guardian.person))
        .order_by(Guardian.household_id, Guardian.id)
    )
    return list(db.session.scalars(query).unique())


def household_of(guardian: Guardian) -> Household:
    """The household of a guardian, with everybody in it."""
    query = select(Household).where(Household.id == guardian.household_id)
    return db.session.scalars(query.options(selectinload(Household.guardians))).one()


def children_of(guardian: Guardian) -> list[Pupil]:
    """Every child of a guardian, here or left, with and without access."""
    query = select(Pupil).join(Guardianship).where(Guardianship.guardian_id == guardian.id)
    return list(db.session.scalars(query.order_by(Pupil.first_name, Pupil.id)))


def exports() -> list[DataExport]:
    """The latest copies that were asked for."""
    query = select(DataExport).options(joinedload(DataExport.asked_by), joinedload(DataExport.pupil))
    return list(db.session.scalars(query.order_by(DataExport.id.desc()).limit(SHOWN)).unique())


def exports_of(person: Person) -> list[DataExport]:
    """The copies that somebody asked for, the newest first."""
    query = select(DataExport).where(DataExport.asked_by_id == person.id).options(joinedload(DataExport.task))
    return list(db.session.scalars(query.order_by(DataExport.id.desc()).limit(SHOWN)).unique())


@dataclass(frozen=True)
class Goes:
    """What erasing a pupil or a guardian takes along, in numbers, and which adults go too."""

    home_items: int
    conversations: int
    to_come: int
    adults: list[Person]


def goes_with_pupil(pupil: Pupil, *, now: datetime) -> Goes:
    """What goes with a child: its things, and the guardians who have no other child here."""
    ties = guardians_of(pupil)
    last = [
        tie.guardian.person for tie in ties if len(children_of(tie.guardian)) == 1 and not tie.guardian.person.is_staff
    ]
    homes = select(func.count()).select_from(HomeItem).where(HomeItem.pupil_id == pupil.id)
    return Goes(
        home_items=db.session.scalar(homes) or 0,
        conversations=conversations.number_of(pupil_id=pupil.id),
        to_come=len(conversations.to_come(pupil_id=pupil.id, now=now)),
        adults=last,
    )


def goes_with_guardian(guardian: Guardian, *, now: datetime) -> Goes:
    """What goes with an adult: nothing of the household while somebody else lives in it."""
    is_alone = len(household_of(guardian).guardians) == 1
    if not is_alone:
        return Goes(0, 0, 0, [])
    homes = select(func.count()).select_from(HomeItem).where(HomeItem.household_id == guardian.household_id)
    return Goes(
        home_items=db.session.scalar(homes) or 0,
        conversations=conversations.number_of(household_id=guardian.household_id),
        to_come=len(conversations.to_come(household_id=guardian.household_id, now=now)),
        adults=[],
    )
