"""How long rounds and what was booked in them are kept."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from portal import i18n, outbox
from portal.conversations.models import (
    Agreement,
    AgreementAnswer,
    AlsoTaken,
    Attending,
    Booking,
    BookingChange,
    ChildInRound,
    FirstTold,
    InterpreterReminder,
    NewTimes,
    Proposal,
    ProposedTime,
    Reminder,
    Round,
    RoundClass,
    RoundPlan,
    RoundText,
    RoundTold,
    Slot,
    SlotOffer,
    TalkCard,
    WaitingPlace,
    WaitingWindow,
    Wish,
    WishSet,
)
from portal.db import Base
from portal.school import queries as school

KEPT_AFTER_YEAR = timedelta(days=365)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Rounds of a school year that ended long ago, with their times and bookings; a round goes with its last class.

    Reminders go with the messages that they were.
    """
    over = school.classes_ended_before(i18n.local_date(now - KEPT_AFTER_YEAR))
    ended = (Round.opened_at < now - KEPT_AFTER_YEAR) & Round.id.not_in(select(RoundClass.round_id))
    return [
        *_of_families(over),
        (Reminder, Reminder.at < now - outbox.KEPT_FOR),
        (Booking, Booking.class_id.in_(over)),
        (Slot, Slot.class_id.in_(over)),
        (RoundTold, RoundTold.row_id.in_(select(RoundClass.id).where(RoundClass.class_id.in_(over)))),
        (NewTimes, NewTimes.row_id.in_(select(RoundClass.id).where(RoundClass.class_id.in_(over)))),
        (ChildInRound, ChildInRound.class_id.in_(over)),
        (RoundClass, RoundClass.class_id.in_(over)),
        *_of_rounds(select(Round.id).where(ended)),
        (Round, ended),
    ]


def _of_families(over) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What hangs on the times, bookings and waiting places of these classes."""
    held = select(Booking.id).where(Booking.class_id.in_(over))
    places = select(WaitingPlace.id).where(WaitingPlace.class_id.in_(over))
    agreed = select(Agreement.id).where(Agreement.class_id.in_(over))
    proposed = select(Proposal.id).where(Proposal.class_id.in_(over))
    return [
        (SlotOffer, SlotOffer.place_id.in_(places)),
        (WaitingWindow, WaitingWindow.place_id.in_(places)),
        (WaitingPlace, WaitingPlace.class_id.in_(over)),
        (BookingChange, BookingChange.booking_id.in_(held)),
        (Attending, Attending.booking_id.in_(held)),
        (AlsoTaken, AlsoTaken.booking_id.in_(held)),
        (InterpreterReminder, InterpreterReminder.booking_id.in_(held)),
        (TalkCard, TalkCard.class_id.in_(over)),
        (AgreementAnswer, AgreementAnswer.agreement_id.in_(agreed)),
        (Agreement, Agreement.class_id.in_(over)),
        (ProposedTime, ProposedTime.proposal_id.in_(proposed)),
        (Proposal, Proposal.class_id.in_(over)),
    ]


def _of_rounds(gone) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What was said and planned for rounds that go."""
    wished = select(WishSet.id).where(WishSet.round_id.in_(gone))
    return [
        (Wish, Wish.wish_set_id.in_(wished)),
        (WishSet, WishSet.round_id.in_(gone)),
        (FirstTold, FirstTold.round_id.in_(gone)),
        (RoundPlan, RoundPlan.round_id.in_(gone)),
        (RoundText, RoundText.round_id.in_(gone)),
    ]
