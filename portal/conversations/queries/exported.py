"""What rounds hold about one household and one child, for a copy that the family may keep."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, Slot
from portal.conversations.queries.talks import cards_exported
from portal.db import db


def exported(pupil_id: int, household_id: int) -> list[dict]:
    """Every conversation of this household about this child, also the ones that were cancelled."""
    query = (
        select(Booking)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.pupil_id == pupil_id, Booking.household_id == household_id)
        .options(joinedload(Booking.booked_by))
        .order_by(Slot.starts_at, Booking.id)
    )
    held = [
        {
            "round": booking.slot.round.title, "starts_at": booking.slot.starts_at, "ends_at": booking.slot.ends_at,
            "meet": booking.meet, "where": booking.slot.round.where, "booked_by": booking.booked_by.full_name,
            "booked_at": booking.booked_at, "cancelled_at": booking.cancelled_at, "calendar_uid": booking.uid,
        }
        for booking in db.session.scalars(query).unique()
    ]  # fmt: skip
    return held + cards_exported(pupil_id, household_id)


def to_come(*, pupil_id: int | None = None, household_id: int | None = None, now: datetime) -> list[Booking]:
    """The conversations still to be held about a pupil, or with a household."""
    query = select(Booking).join(Slot, Slot.id == Booking.slot_id).where(_of(pupil_id, household_id))
    query = query.where(Booking.cancelled_at.is_(None), Slot.starts_at > now)
    return list(db.session.scalars(query.order_by(Booking.id)).unique())


def number_of(*, pupil_id: int | None = None, household_id: int | None = None) -> int:
    """How many conversations are kept about a pupil, or with a household."""
    query = select(func.count()).select_from(Booking).where(_of(pupil_id, household_id))
    return db.session.scalar(query) or 0


def _of(pupil_id: int | None, household_id: int | None) -> ColumnElement[bool]:
    return Booking.pupil_id == pupil_id if pupil_id is not None else Booking.household_id == household_id
