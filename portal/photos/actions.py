"""Answering for what photos of a child may be used, and telling the teachers when less is allowed than before."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from portal import audit, outbox
from portal.db import Refusal, db
from portal.photos import queries
from portal.photos.models import PhotoAnswer
from portal.photos.rules import Consent, Purpose
from portal.school import queries as school
from portal.school.models import Person, Pupil


class NoSay(Refusal):
    """Only who has custody says what photos of a child are used for."""


def answer(pupil: Pupil, guardian: Person, answers: Mapping[Purpose, bool], *, now: datetime) -> None:
    """Say yes or no for some purposes; the same again changes nothing. Raises NoSay.

    Where something was allowed and is no longer, the child's teachers are told, without a name.
    """
    if guardian.guardian is None or not queries.decides(guardian, pupil):
        raise NoSay
    # Of two who answer at once, of one home or of two, the second finds what the first said.
    db.session.get_one(Pupil, pupil.id, with_for_update=True)
    had, before = queries.answers_of(guardian, pupil), queries.consents_of([pupil.id])[pupil.id]
    for purpose, is_yes in answers.items():
        if had.get(purpose) is not is_yes:
            _replace(pupil, guardian, purpose, is_yes, now)
    db.session.flush()
    after = queries.consents_of([pupil.id])[pupil.id]
    if any(before[each] is Consent.GIVEN is not after[each] for each in Purpose):
        _tell_team(pupil, now)


def _replace(pupil: Pupil, guardian: Person, purpose: Purpose, is_yes: bool, now: datetime) -> None:
    assert guardian.guardian is not None
    is_this = (PhotoAnswer.pupil_id == pupil.id, PhotoAnswer.guardian_id == guardian.guardian.id)
    db.session.execute(
        update(PhotoAnswer)
        .where(*is_this, PhotoAnswer.purpose == purpose, PhotoAnswer.replaced_at.is_(None))
        .values(replaced_at=now)
    )
    said = PhotoAnswer(
        pupil_id=pupil.id, guardian_id=guardian.guardian.id, guardian=guardian.guardian, purpose=purpose,
        is_yes=is_yes, at=now,
    )  # fmt: skip
    db.session.add(said)
    db.session.flush()
    audit.did(guardian, "photos answered", said, now=now)


def _tell_team(pupil: Pupil, now: datetime) -> None:
    school_class = school.class_of(pupil)
    if school_class is None:
        return
    for teacher in school.teachers_of(school_class.id):
        outbox.queue(
            teacher, "photos/messages/changed.txt", pupil, now=now,
            path=f"/photos/classes/{school_class.id}", class_name=school_class.name,
        )  # fmt: skip
