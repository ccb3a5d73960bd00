"""Who waits for a time of a team, in order, what is offered to a household, and what would suit whom."""

from datetime import date, datetime

from sqlalchemy import exists, select

from portal import i18n
from portal.conversations.models import RoundClass, Slot, SlotOffer, WaitingPlace
from portal.conversations.queries.children import child_in_round
from portal.conversations.queries.claims import claim_to
from portal.conversations.queries.in_the_way import in_the_way
from portal.conversations.queries.slots import is_open_for, times_of
from portal.conversations.rules import Interpreter, Window, clashes, suits
from portal.db import db


def waiting_for(slot: Slot) -> list[WaitingPlace]:
    """Who waits for a time of this team and was not asked about this one yet, first come first."""
    asked = exists().where(SlotOffer.place_id == WaitingPlace.id, SlotOffer.slot_id == slot.id)
    has_offer = exists().where(SlotOffer.place_id == WaitingPlace.id, SlotOffer.ended_at.is_(None))
    query = select(WaitingPlace).where(
        WaitingPlace.round_id == slot.round_id, WaitingPlace.class_id == slot.class_id,
        WaitingPlace.ended_at.is_(None), ~asked, ~has_offer,
    )  # fmt: skip
    order = (WaitingPlace.is_first.desc(), WaitingPlace.joined_at, WaitingPlace.id)
    return list(db.session.scalars(query.order_by(*order)))


def would_suit(slot: Slot, place: WaitingPlace, *, now: datetime) -> bool:
    """Whether this household could take the time: in its windows, nowhere else then, and long enough for the child."""
    windows = [Window(each.starts_at, each.ends_at) for each in place.windows]
    if not suits(slot.starts_at, slot.ends_at, windows):
        return False
    child = child_in_round(place.round_id, place.class_id, place.pupil_id)
    is_too_short = child and child.minutes and (slot.ends_at - slot.starts_at).total_seconds() < child.minutes * 60
    claim = claim_to(slot, place.household_id, Interpreter.NONE, now=now)
    if is_too_short or not is_open_for(slot, claim, now=now):
        return False
    return not clashes(slot.starts_at, slot.ends_at, in_the_way([place.household_id], []).busy)


def days_of_team(row: RoundClass, *, now: datetime) -> list[date]:
    """The days on which a team still has times, in order."""
    times = times_of(row.round_id, row.class_id, since=now)
    return sorted({i18n.local_date(slot.starts_at) for slot, _held in times})


def places_of(household_id: int) -> dict[tuple[int, int, int], WaitingPlace]:
    """Where this household waits, by round, class and child."""
    query = select(WaitingPlace).where(WaitingPlace.household_id == household_id, WaitingPlace.ended_at.is_(None))
    return {(each.round_id, each.class_id, each.pupil_id): each for each in db.session.scalars(query)}


def offers_to(household_id: int) -> dict[int, SlotOffer]:
    """What is held for this household now, by waiting place."""
    query = select(SlotOffer).where(SlotOffer.household_id == household_id, SlotOffer.ended_at.is_(None))
    return {each.place_id: each for each in db.session.scalars(query)}
