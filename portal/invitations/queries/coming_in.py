"""What is asked when somebody stands at the door with a letter."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal import vault
from portal.db import db
from portal.invitations.models import Invitation
from portal.school.models import Guardian, Guardianship, Person, Pupil

PLACE = "invitation.code"


def mark_of(code: str) -> str:
    """The mark by which a tidied code is known again."""
    return vault.ring.mark(code, PLACE)


def letter_with(code: str) -> Invitation | None:
    """The letter that carries this code, with its guardian; living or over."""
    query = select(Invitation).where(Invitation.code_mark == mark_of(code)).options(joinedload(Invitation.person))
    return db.session.scalars(query).unique().first()


def birth_dates_of(person: Person) -> set[str]:
    """The birth dates (ISO 8601) that the school knows of the children this guardian may open the pages of."""
    return {born_on for born_on in db.session.scalars(_children(person)) if born_on}


def has_children(person: Person) -> bool:
    """Whether there is a child whose pages this guardian may open."""
    return db.session.scalar(_children(person).with_only_columns(Pupil.id).limit(1)) is not None


def _children(person: Person) -> Select:
    return (
        select(Pupil.born_on)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Guardian.person_id == person.id, Guardianship.has_access, Pupil.left_on.is_(None))
    )


def letter_of_session(session_id: int) -> Invitation | None:
    """The letter with which this browser came in."""
    query = select(Invitation).where(Invitation.session_id == session_id)
    return db.session.scalars(query.order_by(Invitation.id.desc()).limit(1)).first()
