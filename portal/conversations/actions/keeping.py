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
    Reminder,
    Round,
    RoundClass,
    RoundText,
    RoundTold,
    Slot,
    SlotOffer,
    TalkCard,
    WaitingPlace,
    WaitingWindow,
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
    held, waited = select(Booking.id).where(Booking.class_id.in_(over)), WaitingPlace.class_id.in_(over)
    agreed = select(Agreement.id).where(Agreement.class_id.in_(over))
    places = select(WaitingPlace.id).where(waited)
    return [
        (SlotOffer, SlotOffer.place_id.in_(places)),
        (WaitingWindow, WaitingWindow.place_id.in_(places)),
        (WaitingPlace, waited),
        (BookingChange, BookingChange.booking_id.in_(held)),
        (Attending, Attending.booking_id.in_(held)),
        (AlsoTaken, AlsoTaken.booking_id.in_(held)),
        (TalkCard, TalkCard.class_id.in_(over)),
        (AgreementAnswer, AgreementAnswer.agreement_id.in_(agreed)),
        (Agreement, Agreement.class_id.in_(over)),
        (Reminder, Reminder.at < now - outbox.KEPT_FOR),
        (Booking, Booking.class_id.in_(over)),
        (Slot, Slot.class_id.in_(over)),
        (RoundTold, RoundTold.row_id.in_(select(RoundClass.id).where(RoundClass.class_id.in_(over)))),
        (ChildInRound, ChildInRound.class_id.in_(over)),
        (RoundClass, RoundClass.class_id.in_(over)),
        (RoundText, RoundText.round_id.in_(select(Round.id).where(ended))),
        (Round, ended),
    ]
