"""The safety plan as it is, and as it was."""

from sqlalchemy import select

from portal.db import db
from portal.guidance.models import SafetyPlan


def plans() -> list[SafetyPlan]:
    """Every version of the safety plan, the newest first."""
    query = select(SafetyPlan).order_by(SafetyPlan.dated_on.desc(), SafetyPlan.id.desc())
    return list(db.session.scalars(query))


def plan_in_force() -> SafetyPlan | None:
    """The newest by its own date."""
    return next(iter(plans()), None)
