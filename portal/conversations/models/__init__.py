"""Rounds, the times in them, what a round knows of each child, and the bookings that families hold."""

from portal.conversations.models.bookings import Attending, Booking, one_held
from portal.conversations.models.changes import BookingChange
from portal.conversations.models.rounds import ChildInRound, Round, RoundClass, RoundText, Slot
from portal.conversations.models.talks import TalkCard

__all__ = [
    "Attending",
    "Booking",
    "BookingChange",
    "ChildInRound",
    "Round",
    "RoundClass",
    "RoundText",
    "Slot",
    "TalkCard",
    "one_held",
]
