"""The cards of a conversation, as far as the one who looks may see them now."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, TalkCard
from portal.conversations.rules import Side, is_open_to_colleague, is_shared
from portal.db import db


def cards_of(booking: Booking) -> list[TalkCard]:
    """Every card of this conversation in this round, whoever may see it; of one held together, every home's."""
    query = select(TalkCard).where(
        TalkCard.round_id == booking.round_id, TalkCard.class_id == booking.class_id,
        TalkCard.pupil_id == booking.pupil_id,
    )  # fmt: skip
    if not booking.is_together:
        query = query.where(TalkCard.household_id == booking.household_id)
    return list(db.session.scalars(query.options(joinedload(TalkCard.written_by)).order_by(TalkCard.id)))


def own_card(cards: list[TalkCard], side: Side, household_id: int) -> TalkCard | None:
    """The card of a side; a home has its own, also in a conversation that it holds together with another."""
    mine = (card for card in cards if card.side is side and (side is Side.TEAM or card.household_id == household_id))
    return next(mine, None)


def cards_of_others(cards: list[TalkCard], booking: Booking, *, is_family: bool, now: datetime) -> list[TalkCard]:
    """The other side's cards, from a day before: families see the team's and never another home's."""
    if not is_shared(booking.slot.starts_at, now=now):
        return []
    return [card for card in cards if (card.side is Side.TEAM) == is_family]


def cards_for_colleague(cards: list[TalkCard], booking: Booking, *, now: datetime) -> list[TalkCard]:
    """Both sides' cards, for a colleague who joins: from a day before until a day after."""
    is_open = is_shared(booking.slot.starts_at, now=now) and is_open_to_colleague(booking.ends_at, now=now)
    return cards if is_open else []


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
