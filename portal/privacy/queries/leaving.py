"""Whose time is over: who left long ago, and whom the office planned to erase."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from portal.db import db
from portal.privacy.models import Erasure
from portal.privacy.rules import GUARDIAN_KEPT, PUPIL_KEPT, STAFF_KEPT
from portal.school.models import Guardian, Person, Pupil


def erasures_due(now: datetime) -> list[int]:
    """The plans whose time to take them back is over."""
    query = select(Erasure.id).where(Erasure.taken_back_at.is_(None), Erasure.done_at.is_(None), Erasure.due_at <= now)
    return list(db.session.scalars(query.order_by(Erasure.due_at, Erasure.id)))


def pupils_gone(today: date) -> list[int]:
    """Pupils who left longer ago than PUPIL_KEPT."""
    return list(db.session.scalars(select(Pupil.id).where(Pupil.left_on < today - PUPIL_KEPT).order_by(Pupil.id)))


def guardians_gone(today: date) -> list[int]:
    """Guardians who left longer ago than GUARDIAN_KEPT."""
    query = select(Guardian.id).join(Person, Person.id == Guardian.person_id)
    return list(db.session.scalars(query.where(Person.left_on < today - GUARDIAN_KEPT).order_by(Guardian.id)))


def is_staff_gone(today: date) -> ColumnElement[bool]:
    """Staff who left longer ago than STAFF_KEPT and of whom more is known than a name."""
    something = or_(Person.email.is_not(None), Person.phone.is_not(None), Person.roster_key.is_not(None))
    no_guardian = Person.id.not_in(select(Guardian.person_id))
    return (Person.left_on < today - STAFF_KEPT) & no_guardian & something
