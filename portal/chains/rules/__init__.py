"""What a chain and a roster are, who is called at a moment, and whether a chain can end in nobody; pure decisions."""

from portal.chains.rules.parts import (
    LONGEST_WAIT,
    MOST_NEEDED,
    MOST_STEPS,
    SHORTEST_WAIT,
    Part,
    Plan,
    PlannedStep,
    Who,
    WhoKind,
)
from portal.chains.rules.roster import Roster
from portal.chains.rules.shifts import Absence, Extra, Shift, Span, Substitution, Weeks

__all__ = [
    "LONGEST_WAIT",
    "MOST_NEEDED",
    "MOST_STEPS",
    "SHORTEST_WAIT",
    "Absence",
    "Extra",
    "Part",
    "Plan",
    "PlannedStep",
    "Roster",
    "Shift",
    "Span",
    "Substitution",
    "Weeks",
    "Who",
    "WhoKind",
]
