"""Why a time cannot be taken or a round not be opened."""

from portal.conversations.models import Booking, Slot
from portal.db import Refusal
from portal.school.models import Person, SchoolClass


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


class NotNeeded(CannotBook):
    """The team needs no conversation about this child."""


class TeacherElsewhere(CannotBook):
    """`who` of the team has another conversation then; or receives families of `of_class`, where times are laid."""

    def __init__(self, who: Person, of_class: SchoolClass | None = None):
        super().__init__([])
        self.who, self.of_class = who, of_class


class Happened(Refusal):
    """The conversation has begun or has been: it is neither moved nor cancelled."""


class InTheWayOfIt(Refusal):
    """Conversations that are booked already are otherwise than the team says now: `bookings`, by time."""

    def __init__(self, bookings: list[Booking]):
        super().__init__()
        self.bookings = bookings


class SlotOffered(Refusal):
    """The time is held for a family that waits."""


class FamilyHadIt(Refusal):
    """A conversation was booked at this time before, or it was held for a family: what is kept of that names it."""


class NobodyComes(Refusal):
    """Nobody of the home would come: then the conversation is moved or cancelled."""


class RoundOver(Refusal):
    """Families do not choose in this round now, so nobody waits for a time of it."""


class BookedAlready(Refusal):
    """This child has a conversation in this round; it can be swapped."""


class TimesOverlap(Refusal):
    """Two windows of a round cover the same time, or the team has times there from another round."""


class RoundRuns(Refusal):
    """Teams or families know of this round already: it runs as it was told."""


class InterpreterClosed(Refusal):
    """The day until which an interpreter can be asked for has passed, or the conversation is over."""


class DatesPassed(Refusal):
    """The teams would have no time left to fill in: the round opens already, by its dates."""


class NewTimesWait(Refusal):
    """The team changed its times already, and conversations outside them are still to be moved or called off."""


class NoTimes(Refusal):
    """No conversation fits in the windows."""


class NotYet(Refusal):
    """The conversation has not begun: nothing can be agreed in it."""


class MovedOn(Refusal):
    """Somebody wrote a newer version since this one was read."""
