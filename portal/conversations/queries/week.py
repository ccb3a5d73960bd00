"""The week grid of a team in a round: each time with how it stands, by week, day and time of day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import audit, i18n
from portal.conversations.models import AlsoTaken, Booking, RoundClass, Slot, SlotOffer
from portal.conversations.rules import SlotState, is_kept, slot_state
from portal.db import db
from portal.school.models import Household


@dataclass(frozen=True)
class TimeOfTeam:
    """A time with who has it: `goes_on` when that conversation began earlier; `offer`: held for one that waits."""

    slot: Slot
    state: SlotState
    booking: Booking | None = None
    offer: SlotOffer | None = None

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at

    @property
    def goes_on(self) -> bool:
        return self.booking is not None and self.booking.slot_id != self.slot.id


@dataclass(frozen=True)
class Week:
    """Days next to each other, and for each time of day (of the first that begins then) what each day has then."""

    days: list[date]
    rows: list[tuple[datetime, list[list[TimeOfTeam]]]]


def times_of_team(row: RoundClass, *, now: datetime) -> list[TimeOfTeam]:
    """Every time of a team in a round, in order."""
    query = select(Slot).where(Slot.round_id == row.round_id, Slot.class_id == row.class_id)
    return _stands(list(db.session.scalars(query.order_by(Slot.starts_at, Slot.id))), now=now)


def time_of_team(slot: Slot, *, now: datetime) -> TimeOfTeam:
    """The same for one time."""
    return _stands([slot], now=now)[0]


def weeks_of(times: list[TimeOfTeam]) -> list[Week]:
    """The times as grids, one for each week."""
    by_week: dict[tuple[int, int], list[TimeOfTeam]] = {}
    for each in times:
        by_week.setdefault(i18n.local_date(each.starts_at).isocalendar()[:2], []).append(each)
    return [_week(found) for found in by_week.values()]


def _week(times: list[TimeOfTeam]) -> Week:
    days = sorted({i18n.local_date(each.starts_at) for each in times})
    by_time: dict[str, list[TimeOfTeam]] = {}
    for each in times:
        by_time.setdefault(f"{i18n.local(each.starts_at):%H:%M}", []).append(each)
    rows = [
        (at[0].starts_at, [[each for each in at if i18n.local_date(each.starts_at) == day] for day in days])
        for _clock, at in sorted(by_time.items())
    ]
    return Week(days, rows)


def _stands(slots: list[Slot], *, now: datetime) -> list[TimeOfTeam]:
    numbers = [slot.id for slot in slots]
    loaded = selectinload(Booking.household).selectinload(Household.guardians)
    held = select(Booking.slot_id, Booking).where(Booking.slot_id.in_(numbers), Booking.cancelled_at.is_(None))
    more = select(AlsoTaken.slot_id, Booking).join(Booking, Booking.id == AlsoTaken.booking_id)
    bookings: dict[int, Booking] = {}
    for query in (held, more.where(AlsoTaken.slot_id.in_(numbers))):
        bookings |= {slot_id: booking for slot_id, booking in db.session.execute(query.options(loaded))}
    lasting = select(SlotOffer).where(SlotOffer.slot_id.in_(numbers), SlotOffer.ended_at.is_(None))
    offers = {offer.slot_id: offer for offer in db.session.scalars(lasting)}

    def of_team(slot: Slot) -> TimeOfTeam:
        booking, offer = bookings.get(slot.id), offers.get(slot.id)
        state = slot_state(
            is_booked=booking is not None, is_offered=offer is not None, is_blocked=slot.is_blocked,
            is_kept=is_kept(is_reserved=slot.is_reserved, reserved_until=slot.round.reserved_until, now=now),
            is_past=slot.starts_at <= now,
        )  # fmt: skip
        return TimeOfTeam(slot, state, booking, offer)

    return [of_team(slot) for slot in slots]


def days_called_off(row: RoundClass) -> list[tuple[date, str, str]]:
    """The days that were called off: when, why, and by whom; for the school alone."""
    query = select(audit.Audit).where(
        audit.Audit.kind == "round_class", audit.Audit.about == row.id, audit.Audit.did == "day called off"
    )
    found: dict[date, tuple[str, str]] = {}
    for deed in db.session.scalars(query.order_by(audit.Audit.id)):
        detail = deed.detail or {}
        if "day" in detail:
            by = deed.person.full_name if deed.person else ""
            found[date.fromisoformat(detail["day"][1])] = (detail.get("reason", ["", ""])[1], by)
    return [(day, why, by) for day, (why, by) in sorted(found.items())]
