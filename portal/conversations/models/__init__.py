"""Rounds, their times, what each knows of a child, bookings, who waits, what families can and what is planned of it."""

from portal.conversations.models.agreements import Agreement, AgreementAnswer
from portal.conversations.models.bookings import AlsoTaken, Attending, Booking, one_held
from portal.conversations.models.changes import BookingChange
from portal.conversations.models.children import ChildInRound
from portal.conversations.models.interpreters import InterpreterReminder
from portal.conversations.models.new_times import NewTimes
from portal.conversations.models.reminders import Reminder
from portal.conversations.models.rounds import Round, RoundClass, RoundText, Slot
from portal.conversations.models.talks import TalkCard
from portal.conversations.models.told import FirstTold, RoundTold
from portal.conversations.models.waiting import SlotOffer, WaitingPlace, WaitingWindow
from portal.conversations.models.wishes import Proposal, ProposedTime, RoundPlan, Wish, WishSet

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AlsoTaken",
    "Attending",
    "Booking",
    "BookingChange",
    "ChildInRound",
    "FirstTold",
    "InterpreterReminder",
    "NewTimes",
    "Proposal",
    "ProposedTime",
    "Reminder",
    "Round",
    "RoundClass",
    "RoundPlan",
    "RoundText",
    "RoundTold",
    "Slot",
    "SlotOffer",
    "TalkCard",
    "WaitingPlace",
    "WaitingWindow",
    "Wish",
    "WishSet",
    "one_held",
]
