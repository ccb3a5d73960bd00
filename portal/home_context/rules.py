"""What a family may share, by theme; no theme asks for religion, origin or a diagnosis (GDPR, article 9)."""

from datetime import timedelta
from enum import StrEnum

LONGEST = 2000
# How long an item that was taken back can be given back, and how long the family can renew one whose day is over.
UNDO_LASTS = timedelta(days=1)
RENEWAL_LASTS = timedelta(days=60)


class Theme(StrEnum):
    """Every theme is optional, and so is every word in it."""

    WHO_LIVES_HERE = "who_lives_here"
    LANGUAGES = "languages"
    COLLECTING = "collecting"
    LOVES = "loves"
    HARD = "hard"
    HELPS = "helps"
    EVENTS = "events"
    REACHABILITY = "reachability"
    SUPPORT = "support"
