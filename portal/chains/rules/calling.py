"""Whom a chain calls at a moment: its lines turned into people."""

from datetime import datetime

from portal.chains.rules.parts import Part, Plan, Who, WhoKind
from portal.chains.rules.roster import Roster

# Step: the people with their parts, in the order in which they are told.
Resolved = dict[int, dict[int, Part]]


def people_of(who: Who, roster: Roster, at: datetime) -> list[int]:
    """Whom one line of a step means at this moment on the school's clock."""
    if who.kind is WhoKind.DUTY:
        return roster.on_duty(who.number, at)
    members = roster.groups.get(who.number, ()) if who.kind is WhoKind.GROUP else (who.number,)
    return roster.there(members, at)


def called(plan: Plan, roster: Roster, at: datetime) -> Resolved:
    """The people of each step that has any; who stands in a step twice is told once, with the first part."""
    found: Resolved = {}
    for step in plan.steps:
        for who in step.who:
            for person in people_of(who, roster, at):
                found.setdefault(step.position, {}).setdefault(person, who.part)
    return found


def last_resort(plan: Plan, roster: Roster) -> Resolved:
    """Everybody whom the chain could ever call: for a moment at which nobody is on duty and everybody named is away."""
    found: Resolved = {}
    for step in plan.steps:
        for who in step.who:
            for person in _ever(who, roster):
                found.setdefault(step.position, {}).setdefault(person, who.part)
    return found


def _ever(who: Who, roster: Roster) -> list[int]:
    if who.kind is WhoKind.DUTY:
        people = [shift.person for shift in (*roster.shifts, *roster.extras) if shift.duty == who.number]
    else:
        people = list(roster.groups.get(who.number, ())) if who.kind is WhoKind.GROUP else [who.number]
    return [person for person in dict.fromkeys(people) if person in roster.staff]
