"""Who hears what about a time that became free: the family it is held for, each guardian in their own language."""

from datetime import datetime

from portal import outbox
from portal.conversations.actions.telling import PATH
from portal.conversations.models import SlotOffer
from portal.school import queries as school


def tell_offered(offer: SlotOffer, *, now: datetime) -> None:
    """A time is held for this family until then."""
    _queue(offer, "offered", now=now, held_until=offer.held_until)


def tell_passed_on(offer: SlotOffer, *, now: datetime) -> None:
    """The time was held long enough; the family stays on the list."""
    _queue(offer, "passed_on", now=now)


def tell_withdrawn(offer: SlotOffer, *, now: datetime) -> None:
    """The team cannot be there after all; the family stays on the list."""
    _queue(offer, "withdrawn", now=now)


def _queue(offer: SlotOffer, word: str, *, now: datetime, **context) -> None:
    for guardian in school.guardians_of_household(offer.household_id, offer.pupil_id):
        outbox.queue(
            guardian.person, f"conversations/messages/{word}.txt", offer, now=now, path=PATH,
            before=context.get("held_until", offer.slot.starts_at), child=offer.place.pupil.first_name,
            starts_at=offer.slot.starts_at, **context,
        )  # fmt: skip
