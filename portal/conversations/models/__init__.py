"""Rounds, the times in them, what a round knows of each child, and the bookings that families hold."""

from portal.conversations.models.bookings import Attending, Booking, one_held
from portal.conversations.models.rounds import ChildInRound, Round, RoundClass, RoundText, Slot
from portal.conversations.models.wishes import InterpreterReminder, Proposal, ProposedTime, RoundPlan, Wish, WishSet

__all__ = [
    "Attending",
    "Booking",
    "ChildInRound",
    "InterpreterReminder",
    "Proposal",
    "ProposedTime",
    "Round",
    "RoundClass",
    "RoundPlan",
    "RoundText",
    "Slot",
    "Wish",
    "WishSet",
    "one_held",
]
