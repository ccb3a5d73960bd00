"""The waiting list: joining and leaving, and offering a freed time to who waits, one family after the other."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import locks, telling_offers
from portal.conversations.actions.refusals import BookedAlready, RoundOver
from portal.conversations.models import Booking, RoundClass, Slot, SlotOffer, WaitingPlace, WaitingWindow
from portal.conversations.rules import Ending, Stage, Window, held_until
from portal.db import db, kept, rows_changed, transaction
from portal.school.models import Person, Pupil


def wait(
    row: RoundClass, pupil: Pupil, guardian: Person, windows: Sequence[Window] = (), *, now: datetime
) -> WaitingPlace:
    """Join the list of a team for a child; twice is once, with the newest windows.

    Raises BookedAlready when the household has a time for this child, or RoundOver.
    """
    assert guardian.guardian is not None
    home = guardian.guardian.household_id
    locks.lock_all([home], [])
    if row.round.stage(now) not in (Stage.HEAD_START, Stage.OPEN):
        raise RoundOver
    about = (pupil.id, row.round_id, row.class_id)
    way = queries.in_the_way([home], [])
    if any((held.pupil_id, held.round_id, held.class_id) == about for held in way.held):
        raise BookedAlready
    known = [number for number, waits_for in way.places.items() if waits_for == about]
    place = db.session.get_one(WaitingPlace, known[0]) if known else _new_place(*about, home, guardian, now=now)
    place.windows = [WaitingWindow(starts_at=each.starts_at, ends_at=each.ends_at) for each in windows]
    if not known:
        db.session.flush()
        audit.did(guardian, "waiting list joined", place, now=now)
    return place


def wait_first(booking: Booking, by: Person, *, now: datetime) -> None:
    """Put every home that held a conversation which the team cancels before all others who wait. Twice is once."""
    homes = queries.homes_of(booking.pupil_id) if booking.is_together else []
    for home in sorted({booking.household_id, *homes}):
        _first(booking, home, by, now=now)


def _first(booking: Booking, home: int, by: Person, *, now: datetime) -> None:
    about = (booking.pupil_id, booking.round_id, booking.class_id)
    locks.lock_all([home], [])
    known = [number for number, waits_for in queries.in_the_way([home], []).places.items() if waits_for == about]
    place = db.session.get_one(WaitingPlace, known[0]) if known else _new_place(*about, home, by, now=now)
    place.is_first = True
    db.session.flush()


def _new_place(pupil_id: int, round_id: int, class_id: int, home: int, by: Person, *, now: datetime) -> WaitingPlace:
    place = WaitingPlace(
        pupil_id=pupil_id, round_id=round_id, class_id=class_id, household_id=home, joined_by_id=by.id, joined_at=now
    )
    db.session.add(place)
    return place


def leave(place: WaitingPlace, guardian: Person, *, now: datetime) -> None:
    """Wait no longer; what was offered goes to the next. Twice is once."""
    offered = select(SlotOffer).where(_lasts(), SlotOffer.place_id == place.id)
    # The times before the place, as whoever gives or ends an offer goes.
    locks.locked_blocked(offer.slot_id for offer in db.session.scalars(offered).all())
    ended = update(WaitingPlace).where(WaitingPlace.id == place.id, WaitingPlace.ended_at.is_(None))
    if not rows_changed(ended.values(ended_at=now)):
        return
    audit.did(guardian, "waiting list left", place, now=now)
    for offer in db.session.scalars(offered).all():
        _end(offer, Ending.DECLINED, now=now)


def decline(offer: SlotOffer, guardian: Person, *, now: datetime) -> None:
    """Let the next have it; the family stays on the list for other times. Twice is once."""
    if _end(offer, Ending.DECLINED, now=now):
        audit.did(guardian, "offer declined", offer, now=now)


def offer_freed(slot: Slot, *, now: datetime) -> SlotOffer | None:
    """Hold a time that became free for the first who waits and whom it suits; None when it is free for everybody.

    A time that is blocked is offered to nobody: block it before what is in it is cancelled.
    """
    places = queries.waiting_for(slot)
    until = held_until(slot.starts_at - slot.round.lead, now=now)
    if not places or until is None or locks.locked_is_blocked(slot) or queries.is_spoken_for(slot):
        return None
    for place in places:
        offer = _offered(slot, place, until, now=now) if queries.would_suit(slot, place, now=now) else None
        if offer is not None:
            telling_offers.tell_offered(offer, now=now)
            return offer
    return None


def _offered(slot: Slot, place: WaitingPlace, until: datetime, *, now: datetime) -> SlotOffer | None:
    """None when the family waits no longer, or another time became free a moment ago and is held for it."""
    waits = select(WaitingPlace.id).where(WaitingPlace.id == place.id, WaitingPlace.ended_at.is_(None))
    if db.session.scalar(waits.with_for_update()) is None:
        return None
    number = kept(
        SlotOffer, slot_id=slot.id, place_id=place.id, household_id=place.household_id, pupil_id=place.pupil_id,
        offered_at=now, held_until=until,
    )  # fmt: skip
    return None if number is None else db.session.get_one(SlotOffer, number)


def offer_all(slots: Iterable[Slot], *, now: datetime) -> None:
    """The same for each of the times that one conversation took."""
    for slot in slots:
        offer_freed(slot, now=now)


def withdraw(slots: Iterable[Slot], *, now: datetime) -> None:
    """Hold these times for nobody any more, and tell the families; who waits stays on the list."""
    numbers = [slot.id for slot in slots]
    query = select(SlotOffer).where(_lasts(), SlotOffer.slot_id.in_(numbers)).order_by(SlotOffer.id)
    for offer in db.session.scalars(query).all():
        if _end(offer, Ending.WITHDRAWN, now=now):
            telling_offers.tell_withdrawn(offer, now=now)


def end_places(numbers: list[int], booking: Booking, *, now: datetime) -> None:
    """A family that waited has a time: it waits no longer, and what was held for it goes to the next."""
    if not numbers:
        return
    db.session.execute(update(WaitingPlace).where(WaitingPlace.id.in_(numbers)).values(ended_at=now))
    held = update(SlotOffer).where(_lasts(), SlotOffer.place_id.in_(numbers))
    taken = held.where(SlotOffer.slot_id == booking.slot_id)
    db.session.execute(taken.values(ended_at=now, ending=Ending.TAKEN))
    # The worker passes it on: this transaction may not lock one more time.
    db.session.execute(held.values(held_until=now))


def pass_on_one(now: datetime) -> bool:
    """Job: end one offer that ran out and hold its time for the next; False when there is none."""
    oldest = select(SlotOffer.id).where(_lasts(), SlotOffer.held_until <= now)
    with transaction() as session:
        number = session.scalar(oldest.order_by(SlotOffer.held_until, SlotOffer.id).limit(1))
        if number is None:
            return False
        pass_on(session.get_one(SlotOffer, number), now=now)
        return True


def pass_on(offer: SlotOffer, *, now: datetime) -> None:
    """Hold its time for the next; a family that did not find a time in between is told."""
    ending = Ending.WITHDRAWN if offer.place.ended_at else Ending.RAN_OUT
    if _end(offer, ending, now=now) and ending is Ending.RAN_OUT:
        telling_offers.tell_passed_on(offer, now=now)


def _end(offer: SlotOffer, ending: Ending, *, now: datetime) -> bool:
    """Of two who end an offer at once, one does; the time goes to the next."""
    locks.locked_is_blocked(offer.slot)
    over = update(SlotOffer).where(SlotOffer.id == offer.id, _lasts())
    if not rows_changed(over.values(ended_at=now, ending=ending)):
        return False
    offer_freed(offer.slot, now=now)
    return True


def _lasts():
    return SlotOffer.ended_at.is_(None)
