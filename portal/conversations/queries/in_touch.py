"""For all homes of a class at once: how they keep in touch, and which conversations they held or booked."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select

from portal.conversations.models import Agreement, Booking, Slot
from portal.conversations.queries.agreements import ContactAgreement
from portal.conversations.rules import Meet
from portal.db import db


class Talk(NamedTuple):
    """A conversation that was booked and not cancelled; together: of all homes of the child."""

    booking_id: int
    pupil_id: int
    household_id: int
    is_together: bool
    meet: Meet
    starts_at: datetime
    booked_by_id: int
    booked_at: datetime


def talks_of(pupil_ids: Collection[int], *, since: datetime) -> list[Talk]:
    """The conversations about these children that begin after a moment, by their time."""
    query = (
        select(
            Booking.id, Booking.pupil_id, Booking.household_id, Booking.is_together, Booking.meet, Slot.starts_at,
            Booking.booked_by_id, Booking.booked_at,
        )
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.pupil_id.in_(pupil_ids), Booking.cancelled_at.is_(None), Slot.starts_at >= since)
        .order_by(Slot.starts_at, Booking.id)
    )  # fmt: skip
    return [Talk(*row) for row in db.session.execute(query)]


def contact_agreements_of(homes: Collection[tuple[int, int]]) -> dict[tuple[int, int], ContactAgreement]:
    """How each of these homes (pupil, household) keeps in touch, as `contact_agreement_of` says it of one.

    Whether the family said that it is right is not asked here.
    """
    same = (Agreement.round_id, Agreement.class_id, Agreement.pupil_id, Agreement.household_id)
    newest = func.max(Agreement.version).over(partition_by=same)
    says = case((Agreement.way.is_(None) & Agreement.often.is_(None), 0), else_=1)
    rows = select(
        Agreement.id, Agreement.pupil_id, Agreement.household_id, Agreement.is_together, Agreement.way,
        Agreement.often, Agreement.written_at, Agreement.version, newest.label("newest"), says.label("says"),
    ).where(Agreement.pupil_id.in_({pupil_id for pupil_id, _home in homes}))  # fmt: skip
    found: dict[tuple[int, int], ContactAgreement] = {}
    for row in db.session.execute(rows.order_by(Agreement.id)):
        if row.version != row.newest or not row.says:
            continue
        for home in homes:
            if home[0] == row.pupil_id and (row.is_together or home[1] == row.household_id):
                found[home] = ContactAgreement(row.way, row.often, row.written_at, False)
    return found
