"""The waiting list: joining and leaving, and offering a freed time to who waits, one family after the other."""

from collections.abc import Sequence
from datetime import datetime

from portal.conversations.models import Booking, RoundClass, Slot, SlotOffer, WaitingPlace
from portal.conversations.rules import Window
from portal.school.models import Person, Pupil


def wait(
    row: RoundClass, pupil: Pupil, guardian: Person, windows: Sequence[Window] = (), *, now: datetime
) -> WaitingPlace:
    """Join the list of a team for a child; twice is once, with the newest windows. Raises BookedAlready or RoundOver."""
    raise NotImplementedError


def wait_first(booking: Booking, by: Person, *, now: datetime) -> WaitingPlace:
    """Put the household of a conversation that the team cancelled before everybody else who waits."""
    raise NotImplementedError


def leave(place: WaitingPlace, guardian: Person, *, now: datetime) -> None:
    """Wait no longer; what was offered goes to the next. Twice is once."""
    raise NotImplementedError


def offer_freed(slot: Slot, *, now: datetime) -> SlotOffer | None:
    """Hold a time that became free for the first who waits and whom it suits; None when it is free for everybody.

    A time that is blocked is offered to nobody: block it before what is in it is cancelled.
    """
    raise NotImplementedError


def take(offer: SlotOffer, guardian: Person, *, now: datetime) -> Booking:
    """Book the time that is held for this family. Raises SlotTaken or SlotClosed when the offer is over, or HouseholdBusy."""
    raise NotImplementedError


def decline(offer: SlotOffer, guardian: Person, *, now: datetime) -> None:
    """Let the next have it; the family stays on the list for other times. Twice is once."""
    raise NotImplementedError


def pass_on_one(now: datetime) -> bool:
    """Job: end one offer that ran out and hold its time for the next; False when there is none."""
    raise NotImplementedError
