"""Everything about contact with one household about one child, for a copy that the family may keep."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from portal.contact.models import ContactMoment, OutreachStep
from portal.db import db


def exported(pupil_id: int, household_id: int) -> list[dict]:
    """Every contact that was logged, with what the home said of it, and every step towards the home."""
    return [*_moments(pupil_id, household_id), *_steps(pupil_id, household_id)]


def _moments(pupil_id: int, household_id: int) -> list[dict]:
    query = (
        select(ContactMoment)
        .where(ContactMoment.pupil_id == pupil_id, ContactMoment.household_id == household_id)
        .options(undefer(ContactMoment.words), joinedload(ContactMoment.by), joinedload(ContactMoment.correction))
        .order_by(ContactMoment.at, ContactMoment.id)
    )
    return [
        {
            "at": moment.at, "contact_about": moment.about, "contact_way": moment.way, "contact_began": moment.began,
            "text": moment.words, "language": moment.language, "written_by": moment.by.full_name,
            "follow_up_on": moment.follow_up_on, "followed_up_at": moment.followed_up_at,
            "taken_back_at": moment.taken_back_at,
            "contact_correction": moment.correction.words if moment.correction else "",
        }
        for moment in db.session.scalars(query).unique()
    ]  # fmt: skip


def _steps(pupil_id: int, household_id: int) -> list[dict]:
    query = (
        select(OutreachStep)
        .where(OutreachStep.pupil_id == pupil_id, OutreachStep.household_id == household_id)
        .options(joinedload(OutreachStep.by))
        .order_by(OutreachStep.id)
    )
    return [
        {"at": step.at, "contact_step": step.rung, "written_by": step.by.full_name}
        for step in db.session.scalars(query).unique()
    ]
