"""Free times, bookings and day lists: what parents and teachers see of a round."""

from portal.conversations.queries.children import child_in_round, homes_of, is_held_apart, taken_from
from portal.conversations.queries.claims import chooses_first, claim_in, claim_to, may_have_kept
from portal.conversations.queries.exported import exported, number_of, to_come
from portal.conversations.queries.families import Asked, Choice, choices_for, names_of_team, what_is_asked_of
from portal.conversations.queries.in_the_way import Held, InTheWay, in_the_way
from portal.conversations.queries.of_school import (
    Standing,
    Team,
    classes_in,
    rounds_of_school,
    same_classes_now,
)
from portal.conversations.queries.siblings import Proposal, proposals_for
from portal.conversations.queries.slots import (
    bookable,
    end_of,
    held_by,
    holder_of,
    is_choosing,
    is_of,
    is_open_for,
    is_spoken_for,
    nearest_free,
    next_of_pupil,
    slot_numbered,
    slot_of_same_team,
    slots_of,
    times_of,
)
from portal.conversations.queries.team import (
    Day,
    Meeting,
    both_sides_of,
    days_of,
    names_of_household,
    next_meetings_of,
)
from portal.conversations.queries.waiting import days_of_team, offers_to, places_of, waiting_for, would_suit

__all__ = [
    "Asked",
    "Choice",
    "Day",
    "Held",
    "InTheWay",
    "Meeting",
    "Proposal",
    "Standing",
    "Team",
    "bookable",
    "both_sides_of",
    "child_in_round",
    "choices_for",
    "chooses_first",
    "claim_in",
    "claim_to",
    "classes_in",
    "days_of",
    "days_of_team",
    "end_of",
    "exported",
    "held_by",
    "holder_of",
    "homes_of",
    "in_the_way",
    "is_choosing",
    "is_held_apart",
    "is_of",
    "is_open_for",
    "is_spoken_for",
    "may_have_kept",
    "names_of_household",
    "names_of_team",
    "nearest_free",
    "next_meetings_of",
    "next_of_pupil",
    "number_of",
    "offers_to",
    "places_of",
    "proposals_for",
    "rounds_of_school",
    "same_classes_now",
    "slot_numbered",
    "slot_of_same_team",
    "slots_of",
    "taken_from",
    "times_of",
    "to_come",
    "waiting_for",
    "what_is_asked_of",
    "would_suit",
]
