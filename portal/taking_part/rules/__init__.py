"""What parents can take part in, where it stands, who gets a place, and how long it is kept: pure decisions."""

from portal.taking_part.rules.kinds import Decision, Kind, Ready, State, Times, is_joinable, state_of
from portal.taking_part.rules.limits import (
    CONTRIBUTIONS_KEPT,
    LONGEST,
    MEMBERS_KEPT,
    MOST_ANONYMOUS_A_DAY,
    MOST_CHILDREN,
    MOST_EACH,
    MOST_PEOPLE,
    SIGN_UPS_KEPT,
)
from portal.taking_part.rules.places import free_numbers, who_goes_on

__all__ = [
    "CONTRIBUTIONS_KEPT",
    "LONGEST",
    "MEMBERS_KEPT",
    "MOST_ANONYMOUS_A_DAY",
    "MOST_CHILDREN",
    "MOST_EACH",
    "MOST_PEOPLE",
    "SIGN_UPS_KEPT",
    "Decision",
    "Kind",
    "Ready",
    "State",
    "Times",
    "free_numbers",
    "is_joinable",
    "state_of",
    "who_goes_on",
]
