"""How the parts of a day are called, what a family can say of them, and why a plan has no time for one."""

from flask_babel import gettext

from portal.conversations.rules.wishes import DayPart, Mood, Why
from portal.i18n import later as _
from portal.school.models import Person

PARTS = {
    DayPart.MORNING: _("In the morning"),
    DayPart.AFTERNOON: _("In the afternoon"),
    DayPart.LATE_AFTERNOON: _("At the end of the afternoon"),
    DayPart.EVENING: _("In the evening"),
}
MOODS = {"": _("Not then"), Mood.CAN.value: _("We can"), Mood.RATHER.value: _("Best for us")}
WHY = {
    Why.NO_TIMES: _("The teachers have no times left."),
    Why.NEVER_THEN: _("The teachers have no time when this family can come."),
    Why.ALL_TAKEN: _("Every time that suits this family went to another one."),
    Why.TOO_LONG: _("No time is long enough, and no two follow each other."),
    Why.FAMILY_BUSY: _("The family has another conversation then."),
    Why.TAKEN_MEANWHILE: _("Somebody took the time while the plan was being made or booked."),
    Why.BY_HAND: _("The family booked another time itself."),
}


def with_another_family(who: Person) -> str:
    """Why a teacher of two classes, or who joins another conversation, cannot be in this one."""
    return gettext("%(name)s has another conversation then. Choose another time.", name=who.full_name)
