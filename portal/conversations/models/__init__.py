"""Rounds, the times in them, what a round knows of each child, the bookings that families hold, and who waits."""

from portal.conversations.models.agreements import Agreement, AgreementAnswer
from portal.conversations.models.bookings import AlsoTaken, Attending, Booking, one_held
from portal.conversations.models.changes import BookingChange
from portal.conversations.models.reminders import Reminder
from portal.conversations.models.rounds import ChildInRound, Round, RoundClass, RoundText, RoundTold, Slot
from portal.conversations.models.talks import TalkCard
from portal.conversations.models.waiting import SlotOffer, WaitingPlace, WaitingWindow

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AlsoTaken",
    "Attending",
    "Booking",
    "BookingChange",
    "ChildInRound",
    "Reminder",
    "Round",
    "RoundClass",
    "RoundText",
    "RoundTold",
    "Slot",
    "SlotOffer",
    "WaitingPlace",
    "WaitingWindow",
    "TalkCard",
    "one_held",
]
