"""Who is called at a place at a moment, all that decides it, and what is wrong with it."""

from portal.chains.queries.calling import Called, Step, chain_at, plan_at
from portal.chains.queries.checking import chains_in_use, snapshot, troubles_in_use, troubles_of
from portal.chains.queries.listing import (
    by_place,
    chains_calling,
    draft_for,
    duties,
    exceptions,
    exceptions_of,
    groups,
    holidays,
    on_duty_now,
    places_that_call,
    shifts_of,
    substitutes,
    week_of,
)
from portal.chains.queries.plans import local_time, plan_of, roster_from
from portal.chains.queries.reach import proven_channels
from portal.chains.queries.trying import Silence, Tried, tried

__all__ = [
    "Called",
    "Silence",
    "Step",
    "Tried",
    "by_place",
    "chain_at",
    "chains_calling",
    "chains_in_use",
    "draft_for",
    "duties",
    "exceptions",
    "exceptions_of",
    "groups",
    "holidays",
    "local_time",
    "on_duty_now",
    "places_that_call",
    "plan_at",
    "plan_of",
    "proven_channels",
    "roster_from",
    "shifts_of",
    "snapshot",
    "substitutes",
    "tried",
    "troubles_in_use",
    "troubles_of",
    "week_of",
]
