"""The cards of a conversation, as far as the one who looks may see them now."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, TalkCard
from portal.conversations.rules import Side, is_shared
from portal.db import db


def cards_of(booking: Booking) -> dict[Side, TalkCard]:
    """Every card of this household's conversation in this round, by side, whoever may see it."""
    query = select(TalkCard).where(
        TalkCard.round_id == booking.round_id, TalkCard.class_id == booking.class_id,
        TalkCard.pupil_id == booking.pupil_id, TalkCard.household_id == booking.household_id,
    )  # fmt: skip
    return {card.side: card for card in db.session.scalars(query.options(joinedload(TalkCard.written_by)))}


def cards_for(booking: Booking, *, is_family: bool, now: datetime) -> dict[Side, TalkCard]:
    """The own side's cards; the other side's too, from a day before."""
    cards = cards_of(booking)
    if is_shared(booking.slot.starts_at, now=now):
        return cards
    return {side: card for side, card in cards.items() if (side is not Side.TEAM) == is_family}


def cards_exported(pupil_id: int, household_id: int) -> list[dict]:
    """The answers about this child between this household and the team, for the family's copy."""
    query = select(TalkCard).where(TalkCard.pupil_id == pupil_id, TalkCard.household_id == household_id)
    cards = db.session.scalars(query.options(joinedload(TalkCard.written_by)).order_by(TalkCard.id))
    return [
        {"card": card.side, "question": name, **_as_exported(name, answer), "language": card.language,
         "written_by": card.written_by.full_name, "written_at": card.written_at}
        for card in cards for name, answer in card.answers.items()
    ]  # fmt: skip


def _as_exported(question: str, answer: dict | str) -> dict:
    return {"picture": f"{question}.{answer}"} if isinstance(answer, str) else answer
