"""Why a time cannot be taken or a round not be opened."""

from portal.conversations.models import Slot
from portal.db import Refusal


class CannotBook(Refusal):
    """A time cannot be taken; `instead` are the nearest free ones, at most three."""

    def __init__(self, instead: list[Slot]):
        super().__init__()
        self.instead = instead


class SlotTaken(CannotBook):
    """Another family was first."""


class SlotClosed(CannotBook):
    """Too late for this time, or the teacher blocked it, or the round is closed."""


class HouseholdBusy(CannotBook):
    """The household has another conversation at that time."""


class BookedAlready(Refusal):
    """This child has a conversation in this round; it can be swapped."""


class TimesOverlap(Refusal):
    """Two windows of a round cover the same time, or the team has times there from another round."""


class RoundRuns(Refusal):
    """Teams or families know of this round already: it runs as it was told."""


class NoTimes(Refusal):
    """No conversation fits in the windows."""
