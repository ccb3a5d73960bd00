"""Free times, bookings and day lists: what parents and teachers see of a round."""

from portal.conversations.queries.exported import exported, number_of, to_come
from portal.conversations.queries.families import Asked, Choice, choices_for, names_of_team, what_is_asked_of
from portal.conversations.queries.of_school import (
    Standing,
    Team,
    classes_in,
    goes_first,
    rounds_of_school,
    same_classes_now,
)
from portal.conversations.queries.reminders import Due, closes, conversations_on, reminders_due
from portal.conversations.queries.slots import (
    Held,
    held_by,
    holder_of,
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

__all__ = [
    "Asked",
    "Choice",
    "Day",
    "Due",
    "Held",
    "Meeting",
    "Standing",
    "Team",
    "classes_in",
    "goes_first",
    "rounds_of_school",
    "same_classes_now",
    "both_sides_of",
    "choices_for",
    "closes",
    "conversations_on",
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
    "reminders_due",
    "slot_of_same_team",
    "times_held_by",
    "to_come",
    "what_is_asked_of",
]
