"""Whose data has to stay, and which holds and plans to erase there are."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.privacy.models import Erasure, Hold
from portal.privacy.rules import Held
from portal.school.models import Guardian, Guardianship, Household, Person, Pupil


def held() -> Held:
    """Everybody whose data stays now: who is held, with those without whom it would not be whole.

    A pupil is held with its guardians and their households; a household or a guardian with their children.
    """
    query = select(Hold.pupil_id, Hold.household_id, Hold.person_id).where(Hold.lifted_at.is_(None))
    holds = [tuple(row) for row in db.session.execute(query)]
    if not holds:
        return Held()
    pupils, households, persons = ({number for number in column if number} for column in zip(*holds, strict=True))
    ties = _ties(pupils, households, persons)
    return Held(
        pupils=frozenset(pupils | {pupil for pupil, *_rest in ties if pupil}),
        households=frozenset(households | {household for *_rest, household in ties}),
        guardians=frozenset(guardian for _pupil, guardian, *_rest in ties),
        persons=frozenset(persons | {person for _pupil, _guardian, person, _household in ties}),
    )


def _ties(pupils: Iterable[int], households: Iterable[int], persons: Iterable[int]) -> list[tuple]:
    """Pupil (None without one), guardian, person and household of every tie to one of these."""
    query = (
        select(Guardianship.pupil_id, Guardian.id, Guardian.person_id, Guardian.household_id)
        .select_from(Guardian)
        .outerjoin(Guardianship, Guardianship.guardian_id == Guardian.id)
        .where(
            Guardianship.pupil_id.in_(pupils) | Guardian.household_id.in_(households) | Guardian.person_id.in_(persons)
        )
    )
    return [tuple(row) for row in db.session.execute(query)]


def holds() -> list[Hold]:
    """The holds that last, the one to look at first on top, with whom they are about."""
    query = select(Hold).where(Hold.lifted_at.is_(None)).options(*_whom(Hold), joinedload(Hold.placed_by))
    query = query.options(joinedload(Hold.household).selectinload(Household.guardians))
    return list(db.session.scalars(query.order_by(Hold.review_on, Hold.id)).unique())


def hold_on(thing: Pupil | Household | Person) -> Hold | None:
    """The hold on exactly this pupil, household or person, while it lasts."""
    column = {Pupil: Hold.pupil_id, Household: Hold.household_id, Person: Hold.person_id}[type(thing)]
    return db.session.scalars(select(Hold).where(column == thing.id, Hold.lifted_at.is_(None))).first()


def erasures() -> list[Erasure]:
    """The plans to erase that can still be taken back, the nearest first."""
    query = select(Erasure).where(Erasure.taken_back_at.is_(None), Erasure.done_at.is_(None))
    query = query.options(*_whom(Erasure), joinedload(Erasure.asked_by))
    return list(db.session.scalars(query.order_by(Erasure.due_at, Erasure.id)).unique())


def erasure_of(thing: Pupil | Person) -> Erasure | None:
    """The plan to erase exactly this pupil or person, while it waits."""
    column = Erasure.pupil_id if isinstance(thing, Pupil) else Erasure.person_id
    waiting = (column == thing.id, Erasure.taken_back_at.is_(None), Erasure.done_at.is_(None))
    return db.session.scalars(select(Erasure).where(*waiting)).unique().first()


def _whom(model: type[Hold] | type[Erasure]) -> tuple:
    return joinedload(model.pupil), joinedload(model.person)
