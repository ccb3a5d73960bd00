"""How long rounds and what was booked in them are kept."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from portal import i18n
from portal.conversations.models import (
    Attending,
    Booking,
    ChildInRound,
    InterpreterReminder,
    Proposal,
    ProposedTime,
    Round,
    RoundClass,
    RoundPlan,
    RoundText,
    Slot,
    Wish,
    WishSet,
)  # fmt: skip
from portal.db import Base
from portal.school import queries as school

KEPT_AFTER_YEAR = timedelta(days=365)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Rounds of a school year that ended long ago, with their times and bookings; a round goes with its last class."""
    over = school.classes_ended_before(i18n.local_date(now - KEPT_AFTER_YEAR))
    ended = (Round.opened_at < now - KEPT_AFTER_YEAR) & Round.id.not_in(select(RoundClass.round_id))
    held = select(Booking.id).where(Booking.class_id.in_(over))
    proposed = select(Proposal.id).where(Proposal.class_id.in_(over))
    wished = select(WishSet.id).where(WishSet.round_id.in_(select(Round.id).where(ended)))
    return [
        (InterpreterReminder, InterpreterReminder.booking_id.in_(held)),
        (ProposedTime, ProposedTime.proposal_id.in_(proposed)),
        (Proposal, Proposal.class_id.in_(over)),
        (Attending, Attending.booking_id.in_(held)),
        (Booking, Booking.class_id.in_(over)),
        (Slot, Slot.class_id.in_(over)),
        (ChildInRound, ChildInRound.class_id.in_(over)),
        (RoundClass, RoundClass.class_id.in_(over)),
        (Wish, Wish.wish_set_id.in_(wished)),
        (WishSet, WishSet.round_id.in_(select(Round.id).where(ended))),
        (RoundPlan, RoundPlan.round_id.in_(select(Round.id).where(ended))),
        (RoundText, RoundText.round_id.in_(select(Round.id).where(ended))),
        (Round, ended),
    ]
