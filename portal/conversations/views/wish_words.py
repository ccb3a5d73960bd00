"""How the parts of a day are called, and what a family can say of them."""

from portal.conversations.rules.wishes import DayPart, Mood
from portal.i18n import later as _

PARTS = {
    DayPart.MORNING: _("In the morning"),
    DayPart.AFTERNOON: _("In the afternoon"),
    DayPart.LATE_AFTERNOON: _("At the end of the afternoon"),
    DayPart.EVENING: _("In the evening"),
}
MOODS = {"": _("Not then"), Mood.CAN.value: _("We can"), Mood.RATHER.value: _("Best for us")}
