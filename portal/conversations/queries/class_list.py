"""The class list of a round: each child with each of its homes, which has a conversation, waits, or neither."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.conversations.models import Booking, ChildInRound, RoundClass, SlotOffer, WaitingPlace
from portal.conversations.rules import Wanted
from portal.db import db
from portal.school import queries as school
from portal.school.models import Household, Pupil


@dataclass(frozen=True)
class Home:
    """One home of a child in a round: what it has, or that it waits, and what is held for it meanwhile."""

    household: Household
    names: str
    booking: Booking | None
    place: WaitingPlace | None
    offer: SlotOffer | None


@dataclass(frozen=True)
class ListedChild:
    """A child of the class in a round; `about` is None when the team said nothing of it."""

    pupil: Pupil
    homes: list[Home]
    about: ChildInRound | None

    @property
    def is_apart(self) -> bool:
        return self.about is None or self.about.is_apart

    @property
    def wanted(self) -> Wanted | None:
        return self.about.wanted if self.about else None

    @property
    def bookings(self) -> list[Booking]:
        return list(dict.fromkeys(home.booking for home in self.homes if home.booking))

    @property
    def standing(self) -> str:
        """In a word: "booked" when every home that has to come does, "waiting", "not needed" or "not yet"."""
        if self.homes and all(home.booking for home in self.homes):
            return "booked"
        if self.wanted is Wanted.NOT_NEEDED:
            return "not needed"
        return "waiting" if any(home.place for home in self.homes) else "not yet"


def class_list(row: RoundClass) -> list[ListedChild]:
    """Every child of the class, by first name, with its homes."""
    pupils = school.pupils_of(row.class_id)
    homes = school.households_of(pupil.id for pupil in pupils)
    about = {child.pupil_id: child for child in db.session.scalars(_of_row(ChildInRound, row))}
    places = {(p.pupil_id, p.household_id): p for p in db.session.scalars(_lasting(row))}
    lasting = SlotOffer.ended_at.is_(None), SlotOffer.place_id.in_([place.id for place in places.values()])
    offers = {offer.place_id: offer for offer in db.session.scalars(select(SlotOffer).where(*lasting))}
    held = list(db.session.scalars(_of_row(Booking, row).where(Booking.cancelled_at.is_(None))))

    def home(pupil: Pupil, household: Household) -> Home:
        mine = [b for b in held if b.pupil_id == pupil.id and (b.is_together or b.household_id == household.id)]
        place = places.get((pupil.id, household.id))
        offer = offers.get(place.id) if place else None
        return Home(household, names_of_home(household), mine[0] if mine else None, place, offer)

    return [ListedChild(p, [home(p, each) for each in homes.get(p.id, [])], about.get(p.id)) for p in pupils]


def held_about(row: RoundClass, pupil_id: int) -> list[Booking]:
    """The conversations with a team about a child that are booked, by time."""
    query = _of_row(Booking, row).where(Booking.pupil_id == pupil_id, Booking.cancelled_at.is_(None))
    with_homes = query.options(selectinload(Booking.household).selectinload(Household.guardians))
    return sorted(db.session.scalars(with_homes), key=lambda booking: (booking.slot.starts_at, booking.id))


def names_of_home(household: Household) -> str:
    """The guardians of a home, for the team: which of a child's homes it is."""
    return " · ".join(guardian.person.full_name for guardian in household.guardians)


def _of_row(model, row: RoundClass):
    return select(model).where(model.round_id == row.round_id, model.class_id == row.class_id)


def _lasting(row: RoundClass):
    return _of_row(WaitingPlace, row).where(WaitingPlace.ended_at.is_(None))
