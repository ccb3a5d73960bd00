"""What was logged with homes, as plain data; the words are opened only where they are shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import literal, null, select, union_all

from portal.contact.models import ContactMoment, OutreachStep
from portal.contact.rules import About, Began, Rung
from portal.conversations.rules import Way
from portal.db import db


@dataclass(frozen=True)
class Logged:
    """One contact without its words."""

    id: int
    pupil_id: int
    household_id: int
    at: datetime
    about: About
    way: Way
    began: Began
    follow_up_on: date | None
    is_followed_up: bool


@dataclass(frozen=True)
class Taken:
    """One step towards a home."""

    id: int
    pupil_id: int
    household_id: int
    at: datetime
    rung: Rung


@dataclass(frozen=True)
class Done:
    """All that people did for these homes, oldest first."""

    contacts: list[Logged]
    steps: list[Taken]


def done_for(pupil_ids: Collection[int], *, since: datetime) -> Done:
    """The contacts and the steps of this school year, in one question."""
    contacts = select(
        literal("contact").label("what"), ContactMoment.id, ContactMoment.pupil_id, ContactMoment.household_id,
        ContactMoment.at, ContactMoment.about, ContactMoment.way, ContactMoment.began, ContactMoment.follow_up_on,
        ContactMoment.followed_up_at, null().label("rung"),
    ).where(
        ContactMoment.pupil_id.in_(pupil_ids), ContactMoment.taken_back_at.is_(None), ContactMoment.at >= since
    )  # fmt: skip
    steps = select(
        literal("step"), OutreachStep.id, OutreachStep.pupil_id, OutreachStep.household_id, OutreachStep.at,
        null(), null(), null(), null(), null(), OutreachStep.rung,
    ).where(OutreachStep.pupil_id.in_(pupil_ids), OutreachStep.at >= since)  # fmt: skip
    both = union_all(contacts, steps).subquery()
    rows = db.session.execute(select(both).order_by(both.c.at, both.c.id)).all()
    return Done([_contact(row) for row in rows if row.what == "contact"], [_step(row) for row in rows if row.rung])


def _contact(row) -> Logged:
    return Logged(
        row.id, row.pupil_id, row.household_id, row.at, About(row.about), Way(row.way), Began(row.began),
        row.follow_up_on, row.followed_up_at is not None,
    )  # fmt: skip


def _step(row) -> Taken:
    return Taken(row.id, row.pupil_id, row.household_id, row.at, Rung(row.rung))


def moment_with_key(by_id: int, key: str) -> ContactMoment | None:
    """What this teacher logged under this key already."""
    return db.session.scalars(
        select(ContactMoment).where(ContactMoment.by_id == by_id, ContactMoment.key == key)
    ).first()
