"""Who is to be reminded of what, now."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, exists, func, or_, select

from portal import i18n
from portal.conversations.models import Booking, ChildInRound, Reminder, Round, RoundClass, Slot, WishSet
from portal.conversations.queries.slots import is_of
from portal.conversations.rules import (
    DAYS_BEFORE,
    FIRST_HOUR,
    Remind,
    RoundState,
    Stage,
    Wanted,
    booked_until,
    nudge_of,
    reminder_of,
)
from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil


class Due(NamedTuple):
    """A reminder that somebody has to get: of the conversations of a day, or of a round."""

    person_id: int
    what: Remind
    day: date | None = None
    round_id: int | None = None

    @property
    def about(self) -> str:
        return self.day.isoformat() if self.day else f"round {self.round_id}"


def reminders_due(now: datetime) -> list[Due]:
    """Everything that is due now and was not sent, each family's conversations of a day together."""
    due = dict.fromkeys([*_of_conversations(now), *_of_choosing(now)])
    sent = {tuple(row) for row in db.session.execute(select(Reminder.person_id, Reminder.what, Reminder.about))}
    return [each for each in due if (each.person_id, each.what, each.about) not in sent]


def _held() -> Select:
    """Guardians with each conversation that their household holds."""
    return (
        select(Guardian.person_id, Slot.starts_at, Booking.booked_at)
        .select_from(Booking)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Guardianship, Guardianship.pupil_id == Booking.pupil_id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .join(Person, Person.id == Guardian.person_id)
        .where(or_(Guardian.household_id == Booking.household_id, Booking.is_together), Guardianship.has_access)
        .where(Booking.cancelled_at.is_(None), Person.left_on.is_(None))
    )


def _of_conversations(now: datetime) -> list[Due]:
    today = i18n.local_date(now)
    last = today + timedelta(days=max(DAYS_BEFORE.values()) + 1)
    query = _held().where(Slot.starts_at > now, Slot.starts_at < i18n.at_school(last))
    found = []
    for person_id, starts_at, booked_at in db.session.execute(query.order_by(Slot.starts_at, Guardian.person_id)):
        day = i18n.local_date(starts_at)
        what = reminder_of(day, today=today)
        if what and booked_at <= i18n.at_school(booked_until(day, what), FIRST_HOUR):
            found.append(Due(person_id, what, day=day))
    return found


def conversations_on(person: Person, day: date, *, now: datetime) -> list[Booking]:
    """What is still to come on this day for a guardian's household, of the children whose pages they may open."""
    if person.guardian is None:
        return []
    mine = select(Guardianship.pupil_id).where(Guardianship.guardian_id == person.guardian.id, Guardianship.has_access)
    query = select(Booking).join(Slot, Slot.id == Booking.slot_id).where(
        is_of(person.guardian.household_id), Booking.pupil_id.in_(mine),
        Booking.cancelled_at.is_(None), Slot.starts_at > now,
        Slot.starts_at >= i18n.at_school(day), Slot.starts_at < i18n.at_school(day + timedelta(days=1)),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Slot.starts_at, Booking.id)))


def _of_choosing(now: datetime) -> list[Due]:
    found = []
    for running in db.session.scalars(select(Round).where(Round.state == RoundState.OPEN).order_by(Round.id)):
        closes_at = closes(running)
        if closes_at is None or running.stage(now) is not Stage.OPEN:
            continue
        what = nudge_of(running.opens_at or running.opened_at, closes_at, now=now)
        if what:
            people = db.session.scalars(_without(running))
            found += [Due(person_id, what, round_id=running.id) for person_id in people]
    return found


def closes(running: Round) -> datetime | None:
    """Until when a time can be chosen, or said when one can come; None when the round has none."""
    last_time = db.session.scalar(select(func.max(Slot.starts_at)).where(Slot.round_id == running.id))
    said_until = running.wishes_until if running.is_wishing else None
    ends = [said_until, running.views_only_at, running.done_at, last_time - running.lead if last_time else None]
    return min((end for end in ends if end), default=None) if last_time else None


def _without(running: Round) -> Select:
    """The guardians in whose household a child of the round has no conversation, though the team wants one.

    While families say when they can come: without those who said it.
    """
    round_id = running.id
    said = exists().where(WishSet.round_id == round_id, WishSet.household_id == Guardian.household_id)
    holds = exists().where(
        Booking.round_id == round_id, Booking.class_id == Enrolment.class_id, Booking.cancelled_at.is_(None),
        Booking.pupil_id == Guardianship.pupil_id,
        or_(Booking.household_id == Guardian.household_id, Booking.is_together),
    )  # fmt: skip
    not_needed = exists().where(
        ChildInRound.round_id == round_id, ChildInRound.pupil_id == Guardianship.pupil_id,
        ChildInRound.wanted == Wanted.NOT_NEEDED,
    )  # fmt: skip
    query = (
        select(Guardian.person_id)
        .distinct()
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .join(RoundClass, RoundClass.class_id == Enrolment.class_id)
        .join(Person, Person.id == Guardian.person_id)
        .where(RoundClass.round_id == round_id, Guardianship.has_access, ~holds, ~not_needed)
        .where(Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(Guardian.person_id)
    )
    return query.where(~said) if running.is_wishing else query
