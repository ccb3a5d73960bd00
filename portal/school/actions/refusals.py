"""Why a change about people is refused."""

from portal.db import Refusal
from portal.school.models import Person, Pupil, Role


class EmailTaken(Refusal):
    """Somebody else signs in with this address: `person`, who may have left."""

    def __init__(self, person: Person):
        super().__init__()
        self.person = person


class NeedsDocument(Refusal):
    """A restriction, no custody and closed pages rest on a document, and none is named."""


class WrongDay(Refusal):
    """The day is not one on which this can have happened: it is still to come, or before what it follows."""


class AlreadyGuardian(Refusal):
    """This person is a guardian of this pupil already."""


class SamePupil(Refusal):
    """A pupil with this name and birth date is known: `pupil`, who may have left."""

    def __init__(self, pupil: Pupil):
        super().__init__()
        self.pupil = pupil


class InThatClass(Refusal):
    """The pupil is in that class already."""


class NotThisYear(Refusal):
    """The class is of another school year."""


class LivesThere(Refusal):
    """The guardian is of that household already, or already the only one of an own household."""


class LastWithRole(Refusal):
    """Nobody else who is here has this role, and the school cannot do without: `role`."""

    def __init__(self, role: Role):
        super().__init__()
        self.role = role


class NotATeacher(Refusal):
    """Who teaches a class has the role of a teacher."""


class NameTaken(Refusal):
    """Something else of this kind has this name."""


class NoYearToMoveUpFrom(Refusal):
    """There is no school year yet that a next one could follow."""


class YearStarted(Refusal):
    """Somebody started the year a moment earlier, or took it back."""


class InUse(Refusal):
    """Something depends on it already."""


class CannotUndo(Refusal):
    """Something changed since, so that going back would not lead to how it was."""


class NotOnTheStaff(Refusal):
    """Whoever stands in for a class works here."""


class WrongDays(Refusal):
    """The days have passed, end before they begin, or are more than somebody stands in for at once."""
