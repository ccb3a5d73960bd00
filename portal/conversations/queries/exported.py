"""What rounds hold about one household and one child, for a copy that the family may keep."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.conversations.models import (
    Attending,
    Booking,
    ChildInRound,
    Proposal,
    Round,
    RoundClass,
    Slot,
    SlotOffer,
    WaitingPlace,
    WishSet,
)  # fmt: skip
from portal.conversations.queries.agreements import agreements_exported
from portal.conversations.queries.talks import cards_exported
from portal.db import db
from portal.school.models import Enrolment, Guardian


def exported(pupil_id: int, household_id: int) -> list[dict]:
    """Every conversation of this household about this child, also the ones that were cancelled."""
    query = (
        select(Booking)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.pupil_id == pupil_id, or_(Booking.household_id == household_id, Booking.is_together))
        .options(joinedload(Booking.booked_by))
        .order_by(Slot.starts_at, Booking.id)
    )
    held = list(db.session.scalars(query).unique())
    coming = _coming(held, household_id)
    rows = [
        {
            "round": booking.slot.round.title, "starts_at": booking.slot.starts_at, "ends_at": booking.ends_at,
            "meet": booking.meet, "where": booking.slot.room, "booked_by": _booked_by(booking, household_id),
            "booked_at": booking.booked_at, "cancelled_at": booking.cancelled_at, "calendar_uid": booking.uid,
            "together": booking.is_together, "interpreter": booking.interpreter,
            "interpreter_language": booking.interpreter_language, "coming": coming.get(booking.id, []),
        }
        for booking in held
    ]  # fmt: skip
    return rows + [
        *_waited(pupil_id, household_id), *_wanted(pupil_id), *_wishes(pupil_id, household_id),
        *cards_exported(pupil_id, household_id), *agreements_exported(pupil_id, household_id),
    ]  # fmt: skip


def _booked_by(booking: Booking, household_id: int) -> str:
    # Who of another home booked a conversation for both is not told.
    return booking.booked_by.full_name if booking.household_id == household_id else ""


def _waited(pupil_id: int, household_id: int) -> list[dict]:
    query = select(WaitingPlace).where(WaitingPlace.pupil_id == pupil_id, WaitingPlace.household_id == household_id)
    offers = select(SlotOffer).where(SlotOffer.pupil_id == pupil_id, SlotOffer.household_id == household_id)
    waited = [
        {
            "round": place.round.title, "waiting_since": place.joined_at, "waited_until": place.ended_at,
            "could_come": [f"{each.starts_at.isoformat()} - {each.ends_at.isoformat()}" for each in place.windows],
        }
        for place in db.session.scalars(query.options(joinedload(WaitingPlace.round)).order_by(WaitingPlace.id))
    ]  # fmt: skip
    offered = [
        {"offered": each.slot.starts_at, "held_until": each.held_until, "ending": each.ending}
        for each in db.session.scalars(offers.order_by(SlotOffer.id))
    ]
    return waited + offered


def _coming(held: list[Booking], household_id: int) -> dict[int, list[str]]:
    """Who of this household comes to each of these, and how; the other household's people are not its own."""
    mine = select(Guardian.person_id).where(Guardian.household_id == household_id)
    query = select(Attending).where(Attending.booking_id.in_([b.id for b in held]), Attending.person_id.in_(mine))
    found: dict[int, list[str]] = {}
    for each in db.session.scalars(query.options(joinedload(Attending.person)).order_by(Attending.id)).unique():
        found.setdefault(each.booking_id, []).append(f"{each.person.full_name}: {each.meet}")
    return found


def _wanted(pupil_id: int) -> list[dict]:
    query = select(Round.title, ChildInRound.minutes, ChildInRound.wanted).join(
        Round, Round.id == ChildInRound.round_id
    )
    rows = db.session.execute(query.where(ChildInRound.pupil_id == pupil_id).order_by(ChildInRound.id))
    return [{"round": title, "minutes": minutes, "wanted_by_team": wanted} for title, minutes, wanted in rows]


def _wishes(pupil_id: int, household_id: int) -> list[dict]:
    """When the household said it can, in the rounds that this child takes part in; and what was proposed since."""
    rounds = select(RoundClass.round_id).join(Enrolment, Enrolment.class_id == RoundClass.class_id)
    query = select(WishSet, Round.title).join(Round, Round.id == WishSet.round_id)
    query = query.where(
        WishSet.household_id == household_id, WishSet.round_id.in_(rounds.where(Enrolment.pupil_id == pupil_id))
    )
    said = [
        {"round": title, "written_at": given.given_at, "interpreter": given.interpreter,
         "interpreter_language": given.interpreter_language,
         "can_come": [f"{wish.day.isoformat()} {wish.part} {wish.mood}" for wish in given.wishes]}
        for given, title in db.session.execute(query.options(selectinload(WishSet.wishes)).order_by(WishSet.id))
    ]  # fmt: skip
    mine = select(Proposal).where(Proposal.pupil_id == pupil_id, Proposal.household_id == household_id)
    proposed = db.session.scalars(mine.options(selectinload(Proposal.times)).order_by(Proposal.id)).unique()
    return said + [{"proposed_for": each.slots[0].starts_at} for each in proposed if each.times]


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
