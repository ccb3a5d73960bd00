"""How long it is kept what was said between homes and their teachers."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from portal import i18n, outbox
from portal.contact.models import (
    ContactCorrection,
    ContactMoment,
    ContactNext,
    ContactPlan,
    ContactReminder,
    OutreachStep,
)
from portal.contact.rules import UNDO_LASTS
from portal.db import Base
from portal.school import queries as school

KEPT_AFTER_YEAR = timedelta(days=365)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What belongs to a school year that ended a year ago, and what was taken back, once that cannot be undone."""
    over = school.classes_ended_before(i18n.local_date(now - KEPT_AFTER_YEAR))
    old = ContactMoment.class_id.in_(over) | (ContactMoment.taken_back_at < now - UNDO_LASTS)
    return [
        (ContactCorrection, ContactCorrection.moment_id.in_(select(ContactMoment.id).where(old))),
        (ContactMoment, old),
        (OutreachStep, OutreachStep.class_id.in_(over)),
        (ContactPlan, ContactPlan.class_id.in_(over)),
        (ContactNext, ContactNext.on < i18n.local_date(now - KEPT_AFTER_YEAR)),
        (ContactReminder, ContactReminder.at < now - outbox.KEPT_FOR),
    ]
