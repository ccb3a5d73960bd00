"""What a round can be, where it stands, which times it has, who may have them and what fits a family's day."""

from portal.conversations.rules.changes import sum_of
from portal.conversations.rules.fairness import Claim, is_kept
from portal.conversations.rules.lengths import begins_for, taken_by
from portal.conversations.rules.new_times import gap_of, is_inside, laid_around, windows_of
from portal.conversations.rules.offers import held_until, suits
from portal.conversations.rules.reminders import (
    DAYS_BEFORE,
    FIRST_HOUR,
    Remind,
    booked_until,
    is_waking_hour,
    nudge_of,
    reminder_of,
)
from portal.conversations.rules.siblings import MOST_CHILDREN, Time, fits, proposals
from portal.conversations.rules.stages import Dates, stage_of
from portal.conversations.rules.talks import (
    EVERY,
    LONGEST_ANSWER,
    SHARED_BEFORE,
    Often,
    Side,
    Way,
    is_open_to_colleague,
    is_shared,
    still_said,
)
from portal.conversations.rules.times import (
    CLOSES_BEFORE,
    LONGEST,
    MOST_TIMES,
    SHORTEST,
    Window,
    clashes,
    is_bookable,
    nearest,
    overlapping,
    times_in,
)
from portal.conversations.rules.week import SlotState, slot_state
from portal.conversations.rules.words import Ending, Interpreter, Kind, Meet, Planning, RoundState, Stage, Wanted, What

__all__ = [
    "EVERY",
    "Often",
    "Way",
    "CLOSES_BEFORE",
    "Claim",
    "Dates",
    "Ending",
    "Interpreter",
    "DAYS_BEFORE",
    "FIRST_HOUR",
    "Kind",
    "LONGEST",
    "MOST_CHILDREN",
    "LONGEST_ANSWER",
    "MOST_TIMES",
    "Meet",
    "Planning",
    "Remind",
    "RoundState",
    "SHARED_BEFORE",
    "SHORTEST",
    "Side",
    "Stage",
    "SlotState",
    "Time",
    "Wanted",
    "What",
    "Window",
    "begins_for",
    "booked_until",
    "clashes",
    "fits",
    "gap_of",
    "held_until",
    "is_bookable",
    "is_inside",
    "is_kept",
    "laid_around",
    "is_open_to_colleague",
    "is_shared",
    "is_waking_hour",
    "nearest",
    "nudge_of",
    "overlapping",
    "proposals",
    "reminder_of",
    "stage_of",
    "still_said",
    "slot_state",
    "suits",
    "taken_by",
    "windows_of",
    "sum_of",
    "times_in",
]
