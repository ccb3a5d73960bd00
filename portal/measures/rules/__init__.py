"""The words of measures, what each needs before it can be in force, and which days are watched; pure decisions."""

from portal.measures.rules.needs import HEARD_WITHIN, Need, Plan, last_day_from, may_confirm, missing
from portal.measures.rules.watching import OBJECTION_TERM, Due, Watched, next_reminder
from portal.measures.rules.words import DESK_KINDS, LETTERED, OPEN, REPORTS, Delivered, Kind, State, Verdict

__all__ = [
    "DESK_KINDS",
    "HEARD_WITHIN",
    "LETTERED",
    "OBJECTION_TERM",
    "OPEN",
    "REPORTS",
    "Delivered",
    "Due",
    "Kind",
    "Need",
    "Plan",
    "State",
    "Verdict",
    "Watched",
    "last_day_from",
    "may_confirm",
    "missing",
    "next_reminder",
]
