"""What a family may share, by theme; who may read it, and until when. No theme asks for religion, origin or a diagnosis
(GDPR, article 9)."""

from datetime import date, timedelta
from enum import StrEnum

LONGEST = 2000
# How long an item that was taken back can be given back, and how long the family can renew one whose day is over.
UNDO_LASTS = timedelta(days=1)
RENEWAL_LASTS = timedelta(days=60)
# How long before its day a family is asked whether something is still right.
ASKED_BEFORE = timedelta(days=21)
# What was written and never shared is let go of when nobody came back to it.
DRAFT_KEPT = timedelta(days=90)


class Theme(StrEnum):
    """Every theme is optional, and so is every word in it."""

    WHO_LIVES_HERE = "who_lives_here"
    LANGUAGES = "languages"
    COLLECTING = "collecting"
    EVERY_DAY = "every_day"
    LOVES = "loves"
    HARD = "hard"
    HELPS = "helps"
    EVENTS = "events"
    REACHABILITY = "reachability"
    SUPPORT = "support"


# What a child cannot do without on a day with somebody else: all that a stand-in reads.
NEEDED_TODAY = frozenset({Theme.COLLECTING, Theme.EVERY_DAY})


class Audience(StrEnum):
    """Who at school reads an item, the smallest circle first; each holds the ones before it."""

    TEACHERS = "teachers"
    COORDINATOR = "coordinator"
    LEADER = "leader"


# The audiences that somebody with a role belongs to beyond the own class, by the name of the role.
BEYOND_CLASS = {
    "coordinator": frozenset({Audience.COORDINATOR, Audience.LEADER}),
    "leader": frozenset({Audience.LEADER}),
}


def read_beyond_class(roles: frozenset) -> frozenset[Audience]:
    """What somebody with these roles reads of any child, when the family said so."""
    return frozenset().union(*(BEYOND_CLASS.get(role, frozenset()) for role in roles))


def is_asked_about(expires_on: date, today: date) -> bool:
    """Whether it is time to ask if something is still right: near its day, and a while after it."""
    return expires_on - ASKED_BEFORE <= today <= expires_on + RENEWAL_LASTS


def counts_from(expires_on: date, today: date) -> date:
    """The day whose school year a renewal is for: near the end of one year that is the next."""
    return max(expires_on, today) + ASKED_BEFORE
