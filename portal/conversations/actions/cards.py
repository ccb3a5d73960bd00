"""Writing a card before a conversation, and noting each look of the team at a family's."""

from collections.abc import Iterable
from datetime import datetime

from portal import audit
from portal.conversations import queries
from portal.conversations.actions.locks import lock_booking
from portal.conversations.models import Booking, TalkCard
from portal.conversations.rules import Side
from portal.db import db
from portal.school.models import Person


def write_card(booking: Booking, side: Side, answers: dict, by: Person, *, now: datetime) -> TalkCard:
    """Keep a side's answers, as often as one likes; the same answers again change nothing."""
    # Two guardians, or two teachers, who write their first card at once write one.
    lock_booking(booking)
    home = booking.household_id if side is Side.TEAM or by.guardian is None else by.guardian.household_id
    card = queries.own_card(queries.cards_of(booking), side, home)
    if card is None:
        card = TalkCard(
            round_id=booking.round_id, class_id=booking.class_id, pupil_id=booking.pupil_id,
            household_id=home, side=side,
        )  # fmt: skip
    elif card.answers == answers:
        return card
    card.answers, card.language, card.written_by_id, card.written_at = answers, by.language, by.id, now
    db.session.add(card)
    audit.did(by, "talk card written", card, now=now)
    return card


def note_look_at_cards(cards: Iterable[TalkCard], teacher: Person, *, now: datetime) -> None:
    """Write down, before they are shown, that somebody of the team looked at these cards of a family."""
    audit.saw_all(teacher, [card for card in cards if card.side is not Side.TEAM], now=now)
