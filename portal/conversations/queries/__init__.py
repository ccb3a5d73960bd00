"""Free times, bookings and day lists: what parents and teachers see of a round."""

from portal.conversations.queries.exported import exported, number_of, to_come
from portal.conversations.queries.families import Asked, Choice, choices_for, names_of_team, what_is_asked_of
from portal.conversations.queries.interpreters import interpreted, times_beside, to_remind
from portal.conversations.queries.planning import to_plan
from portal.conversations.queries.proposals import free_times, planned_rounds, proposals_of, remarks_on, wish_sets_of
from portal.conversations.queries.slots import (
    Held,
    held_by,
    holder_of,
    is_held_now,
    nearest_free,
    next_of_pupil,
    slot_of_same_team,
    times_held_by,
)
from portal.conversations.queries.team import (
    Day,
    Meeting,
    both_sides_of,
    days_of,
    names_of_household,
    next_meetings_of,
)
from portal.conversations.queries.wishes import (
    households_in,
    plan_of,
    row_of,
    takes_wishes,
    task_of_plan,
    wishes_asked_of,
    wishes_of,
    without_answer,
)

__all__ = [
    "Asked",
    "Choice",
    "Day",
    "Held",
    "Meeting",
    "both_sides_of",
    "choices_for",
    "days_of",
    "exported",
    "held_by",
    "holder_of",
    "names_of_household",
    "names_of_team",
    "nearest_free",
    "next_meetings_of",
    "next_of_pupil",
    "number_of",
    "slot_of_same_team",
    "times_held_by",
    "to_come",
    "what_is_asked_of",
    "households_in",
    "plan_of",
    "takes_wishes",
    "wishes_asked_of",
    "wishes_of",
    "without_answer",
    "free_times",
    "is_held_now",
    "planned_rounds",
    "proposals_of",
    "to_plan",
    "remarks_on",
    "wish_sets_of",
    "row_of",
    "task_of_plan",
    "interpreted",
    "times_beside",
    "to_remind",
]
