"""Rounds, the times in them, and the bookings that families hold."""

from portal.conversations.models.bookings import Booking, one_held
from portal.conversations.models.changes import BookingChange
from portal.conversations.models.rounds import Round, RoundClass, RoundText, RoundTold, Slot
from portal.conversations.models.talks import TalkCard

__all__ = [
    "Booking",
    "BookingChange",
    "Round",
    "RoundClass",
    "RoundText",
    "RoundTold",
    "Slot",
    "TalkCard",
    "one_held",
]
