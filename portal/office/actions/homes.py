"""A guardian lives somewhere else, as long as no conversation is left to nobody."""

from datetime import datetime

from portal.conversations import queries as conversations
from portal.conversations.models import Booking
from portal.db import Refusal
from portal.school import actions as people
from portal.school.models import Guardian, Household, Person


class HomeHasMeetings(Refusal):
    """Nobody would be left in a household that holds conversations: `meetings`, by time."""

    def __init__(self, meetings: list[Booking]):
        super().__init__()
        self.meetings = meetings


def move_home(guardian: Guardian, household: Household | None, by: Person, *, now: datetime) -> None:
    """Live in another household, or in a new one. Raises HomeHasMeetings, LivesThere."""
    is_last = len(guardian.household.guardians) == 1
    meetings = [row for row in conversations.held_by(guardian.household_id) if row.slot.ends_at > now]
    if is_last and household is not None and meetings and household is not guardian.household:
        raise HomeHasMeetings(meetings)
    people.move_household(guardian, household, by, now=now)
