"""What may be done with photos of which child, and what one household answered."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from portal.db import db
from portal.photos.models import PhotoAnswer
from portal.photos.rules import Consent, Purpose, consent_of
from portal.school.models import Custody, Guardian, Guardianship, Person, Pupil

Row = dict[str, object]


def decides(guardian: Person, pupil: Pupil) -> bool:
    """Whether this guardian has a say: everybody who has custody, as far as the office knows."""
    if guardian.guardian is None:
        return False
    query = select(Guardianship.custody).where(
        Guardianship.guardian_id == guardian.guardian.id, Guardianship.pupil_id == pupil.id
    )
    return db.session.scalar(query) in (Custody.YES, Custody.UNKNOWN)


def is_allowed(purpose: Purpose, pupil_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether photos of a child may be used for this, as a condition of a query on a column of pupils."""
    said = _counting().where(PhotoAnswer.pupil_id == pupil_id, PhotoAnswer.purpose == purpose)
    return said.where(PhotoAnswer.is_yes).exists() & ~said.where(PhotoAnswer.is_yes.is_(False)).exists()


def consents_of(pupil_ids: Iterable[int]) -> dict[int, dict[Purpose, Consent]]:
    """For each of these children and each purpose what the answers come to."""
    numbers = list(pupil_ids)
    query = _counting().where(PhotoAnswer.pupil_id.in_(numbers))
    said: dict[tuple[int, Purpose], list[bool]] = {}
    found = query.with_only_columns(PhotoAnswer.pupil_id, PhotoAnswer.purpose, PhotoAnswer.is_yes)
    for pupil_id, purpose, is_yes in db.session.execute(found):
        said.setdefault((pupil_id, purpose), []).append(is_yes)
    return {number: {purpose: consent_of(said.get((number, purpose), [])) for purpose in Purpose} for number in numbers}


def answers_of(guardian: Person, pupil: Pupil) -> dict[Purpose, bool]:
    """What this guardian says now, by purpose."""
    assert guardian.guardian is not None
    query = select(PhotoAnswer.purpose, PhotoAnswer.is_yes).where(
        PhotoAnswer.pupil_id == pupil.id, PhotoAnswer.guardian_id == guardian.guardian.id,
        PhotoAnswer.replaced_at.is_(None),
    )  # fmt: skip
    return {purpose: is_yes for purpose, is_yes in db.session.execute(query)}


def history_of(pupil_id: int, household_id: int) -> list[PhotoAnswer]:
    """All that one household ever answered about a child, newest first; never what another one did."""
    query = (
        select(PhotoAnswer)
        .join(Guardian, Guardian.id == PhotoAnswer.guardian_id)
        .where(PhotoAnswer.pupil_id == pupil_id, Guardian.household_id == household_id)
        .options(joinedload(PhotoAnswer.guardian).joinedload(Guardian.person))
        .order_by(PhotoAnswer.at.desc(), PhotoAnswer.id.desc())
    )
    return list(db.session.scalars(query).unique())


def unanswered_by(guardian: Person) -> list[int]:
    """The children about whom this guardian has a say and has said nothing yet."""
    if guardian.guardian is None or not guardian.is_guardian:
        return []
    said = select(PhotoAnswer.pupil_id).where(PhotoAnswer.guardian_id == guardian.guardian.id)
    query = select(Guardianship.pupil_id).where(
        Guardianship.guardian_id == guardian.guardian.id, Guardianship.has_access,
        Guardianship.custody.in_((Custody.YES, Custody.UNKNOWN)), Guardianship.pupil_id.not_in(said),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Guardianship.pupil_id)))


def exported(pupil_id: int, household_id: int) -> list[Row]:
    """For a copy that a family may keep: what this household answered about photos of one child."""
    return [
        {
            "photos_for": each.purpose, "is_allowed": each.is_yes, "written_by": each.guardian.person.full_name,
            "written_at": each.at, "ended_at": each.replaced_at,
        }
        for each in history_of(pupil_id, household_id)[::-1]
    ]  # fmt: skip


def _counting() -> Select:
    # Custody may have changed since somebody answered: what counts is asked each time.
    return (
        select(PhotoAnswer.id)
        .join(
            Guardianship,
            (Guardianship.guardian_id == PhotoAnswer.guardian_id) & (Guardianship.pupil_id == PhotoAnswer.pupil_id),
        )
        .where(PhotoAnswer.replaced_at.is_(None), Guardianship.custody != Custody.NO)
    )
