"""Deciding how long the names of a kind of incident are kept."""

from datetime import datetime

from portal import audit
from portal.db import db
from portal.disclosure.models import RegisterTerm
from portal.incidents.rules import Kind
from portal.school.models import Person


def set_term(kind: Kind, months: int, ground: str, by: Person, *, now: datetime) -> RegisterTerm:
    """From now on names of this kind are kept so many months on this ground; what held before stays readable."""
    term = RegisterTerm(kind=kind, months=months, ground=ground.strip(), set_by_id=by.id, set_at=now)
    db.session.add(term)
    audit.did(by, "register term set", term, now=now)
    return term
