"""The words of a contact, when the next one is due, and who is reached; pure decisions."""

from portal.contact.rules.plan import Holiday, due_on, every_of, is_school_day, is_working_hour
from portal.contact.rules.reached import Adult, has_acted_by, ladder, languages_between, state_of
from portal.contact.rules.ribbon import SIGN_OF, Drawn, Mark, Sign, drawn
from portal.contact.rules.words import (
    LONGEST_WORDS,
    REACHED_FOR,
    RECENT,
    SENT_LATE,
    SPOKEN,
    UNDO_LASTS,
    About,
    Began,
    Rung,
    State,
)

__all__ = [
    "LONGEST_WORDS",
    "REACHED_FOR",
    "RECENT",
    "SENT_LATE",
    "SIGN_OF",
    "SPOKEN",
    "UNDO_LASTS",
    "About",
    "Adult",
    "Began",
    "Drawn",
    "Holiday",
    "Mark",
    "Rung",
    "Sign",
    "State",
    "drawn",
    "due_on",
    "every_of",
    "has_acted_by",
    "is_school_day",
    "is_working_hour",
    "ladder",
    "languages_between",
    "state_of",
]
