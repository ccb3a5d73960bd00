"""A roster for the command line: its plan, and the plan carried out, in the caller's transaction."""

from portal.rosters.actions.deeds import carry_out
from portal.rosters.queries.known import known_for
from portal.rosters.rules import Plan, Roster, RosterRefused, planned


def preview(roster: Roster) -> Plan:
    """What this roster would change; changes nothing. Raises RosterRefused.

    A roster of a real school stays out of the demo: whoever opens the demo can be anybody there.
    """
    known = known_for(roster)
    if known.school and known.school.is_demo:
        raise RosterRefused("demo-school")
    return planned(roster, known)


def bring_in(roster: Roster) -> Plan:
    """Add and change what the roster names; whoever is missing from it stays, and is asked about."""
    plan = preview(roster)
    carry_out(plan.all_deeds())
    return plan
