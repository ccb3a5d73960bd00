"""What is kept no longer: aftercare of long ago of which nothing is open."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from portal.aftercare.models import Care, CareRefusal, CareStep
from portal.db import Base

# Natural recovery takes one to three months; after two years nobody needs to show that it was offered.
KEPT_FOR = timedelta(days=730)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What hangs on a care goes before it."""
    still_open = select(CareStep.care_id).where(CareStep.closed_at.is_(None))
    old = select(Care.id).where(Care.begun_at < now - KEPT_FOR, Care.id.not_in(still_open))
    without_steps = Care.id.not_in(select(CareStep.care_id))
    return [
        (CareRefusal, CareRefusal.care_id.in_(old)),
        (CareStep, CareStep.care_id.in_(old)),
        (Care, (Care.begun_at < now - KEPT_FOR) & without_steps),
    ]
