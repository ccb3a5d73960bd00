"""Who hears that a colleague joins a conversation, or does not after all: that colleague."""

from datetime import datetime

from portal.conversations.actions import telling
from portal.conversations.models import Booking
from portal.school.models import Person


def tell_joins(booking: Booking, colleague: Person, *, now: datetime) -> None:
    """It is in their calendar, and on their page of the conversations that they join."""
    telling.send(colleague, "booked", booking, is_family=False, now=now)


def tell_leaves(booking: Booking, colleague: Person, *, now: datetime) -> None:
    """It is out of their calendar again."""
    telling.withdraw(colleague, "left_out", booking, is_family=False, now=now)
