"""Rounds, the times in them, and the bookings that families hold."""

from portal.conversations.models.bookings import Booking, one_held
from portal.conversations.models.changes import BookingChange
from portal.conversations.models.reminders import Reminder
from portal.conversations.models.rounds import Round, RoundClass, RoundText, RoundTold, Slot

__all__ = [
    "Booking",
    "BookingChange",
    "Reminder",
    "Round",
    "RoundClass",
    "RoundText",
    "RoundTold",
    "Slot",
    "one_held",
]
