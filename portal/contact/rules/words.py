"""What a contact can be about, who began it, whether a home is reached, and the steps of a person towards one."""

from datetime import timedelta
from enum import StrEnum

from portal.conversations.rules import Way

LONGEST_WORDS = 1000
# How long what was logged can be taken back, and how late a phone that had no network may still bring it.
UNDO_LASTS = timedelta(days=1)
SENT_LATE = timedelta(days=14)
# Whoever acted in these weeks is reached; good news of these weeks is still fresh.
REACHED_FOR = timedelta(weeks=8)
RECENT = timedelta(weeks=4)

# In these ways two people have spoken; a message may lie unread.
SPOKEN = frozenset({Way.IN_PERSON, Way.PHONE, Way.VIDEO, Way.HOME_VISIT})


class About(StrEnum):
    """What a contact was about."""

    GOOD_NEWS = "good_news"
    QUESTION = "question"
    CONCERN = "concern"
    PRACTICAL = "practical"


class Began(StrEnum):
    """Who began it."""

    SCHOOL = "school"
    FAMILY = "family"


class State(StrEnum):
    """How far the school got with a home. Reached means that the home acted, not that something was sent."""

    NO_DATA = "no_data"
    NEVER_IN = "never_in"
    BOUNCED = "bounced"
    SILENT = "silent"
    REACHED = "reached"


class Rung(StrEnum):
    """A next step towards a home that is not reached, each of them taken by a person."""

    OTHER_CHANNEL = "other_channel"
    OTHER_GUARDIAN = "other_guardian"
    LETTER = "letter"
    CALL = "call"
    GATE = "gate"
    INTERPRETER = "interpreter"
    HOME_VISIT = "home_visit"
