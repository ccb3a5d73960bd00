"""How screens and messages say what is stored in words of the code; translated when shown."""

from portal.i18n import later as _
from portal.school.models import Custody, Role

ROLES = {
    Role.TEACHER: _("teacher"),
    Role.RECEPTION: _("reception"),
    Role.HELPER: _("colleague who comes when help is called"),
    Role.LEADER: _("school leader"),
    Role.COORDINATOR: _("safety coordinator"),
    Role.OFFICE: _("office"),
}
CUSTODY = {
    Custody.YES: _("Yes"),
    Custody.NO: _("No"),
    Custody.UNKNOWN: _("We do not know"),
}
# A roster may bring other words; those are shown as they came.
RELATIONS = {
    "parent": _("parent"),
    "mother": _("mother"),
    "father": _("father"),
    "stepparent": _("stepparent"),
    "foster parent": _("foster parent"),
    "grandparent": _("grandparent"),
    "guardian": _("guardian"),
    "other": _("somebody else"),
}


def relation(word: str) -> str:
    """What a guardian is to a pupil, in the reader's language when we know the word."""
    return RELATIONS.get(word, word)
