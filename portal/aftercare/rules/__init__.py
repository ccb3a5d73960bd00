"""Which steps there are, when each is due, and who does it; pure decisions."""

from portal.aftercare.rules.owners import Candidate, choose, is_better, must_change
from portal.aftercare.rules.times import AGAIN_AFTER, MORE_AFTER_DAYS, OFFER_AFTER_DAYS, SchoolTime, Window, window
from portal.aftercare.rules.words import PLAN, Kind, Outcome, Whom, by_first

__all__ = [
    "AGAIN_AFTER",
    "MORE_AFTER_DAYS",
    "OFFER_AFTER_DAYS",
    "PLAN",
    "Candidate",
    "Kind",
    "Outcome",
    "SchoolTime",
    "Whom",
    "Window",
    "by_first",
    "choose",
    "is_better",
    "must_change",
    "window",
]
