"""What a roster is, what it would change, and whom its rows mean; all on plain data."""

from portal.rosters.rules.classes import plan_classes
from portal.rosters.rules.draft import Draft, Piece
from portal.rosters.rules.guardians import plan_families, plan_guardians
from portal.rosters.rules.known import Known
from portal.rosters.rules.plan import Counts, Entry, Kind, Plan, State
from portal.rosters.rules.pupils import plan_pupils
from portal.rosters.rules.refusals import Notice, Place, RosterRefused
from portal.rosters.rules.roster import Roster
from portal.rosters.rules.school import check_school, plan_school
from portal.rosters.rules.staff import plan_staff

# A plan is made piece by piece, in this order: each leaves its rows for the next.
PIECES: tuple[Piece, ...] = (plan_school, plan_classes, plan_pupils, plan_staff, plan_families, plan_guardians)

__all__ = [
    "PIECES",
    "Counts",
    "Draft",
    "Entry",
    "Kind",
    "Known",
    "Notice",
    "Place",
    "Plan",
    "Roster",
    "RosterRefused",
    "State",
    "check_school",
    "planned",
]


def planned(roster: Roster, known: Known) -> Plan:
    """What a roster would change in this school. Raises RosterRefused when it is of another school."""
    draft = Draft(roster, known)
    for piece in PIECES:
        piece(draft)
    return draft.plan()
