"""Putting a version of the school's safety plan there, and taking it away."""

from datetime import date, datetime
from pathlib import Path

from portal import audit, documents
from portal.db import Refusal, db
from portal.guidance.models import SafetyPlan
from portal.school.models import Person


class NotAPdf(Refusal):
    """The plan is a PDF: everybody opens it, and nobody changes it by accident."""


def put_plan(
    version: str, dated_on: date, source: str | bytes, person: Person, *, into: Path, most: int, now: datetime
) -> SafetyPlan:
    """A version of the plan: its address, or the bytes of a PDF. Raises NotAPdf and what `documents` raises."""
    address, key = (source, None) if isinstance(source, str) else (None, None)
    if isinstance(source, bytes):
        if documents.kind_of(source, most=most) != "pdf":
            raise NotAPdf
        key = documents.keep(source, into)
    plan = SafetyPlan(
        version=version, dated_on=dated_on, address=address, key=key, put_by_id=person.id, put_at=now
    )  # fmt: skip
    db.session.add(plan)
    db.session.flush()
    audit.did(person, "safety plan put", plan, now=now)
    return plan


def remove_plan(plan: SafetyPlan, person: Person, *, into: Path, now: datetime) -> None:
    """This version is not there any more, nor its file."""
    audit.did(person, "safety plan removed", plan, now=now)
    if plan.key is not None:
        documents.forget(plan.key, into)
    db.session.delete(plan)
