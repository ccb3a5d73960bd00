"""Who is called at a place at a moment, and all that decides it."""

from portal.chains.queries.calling import Called, Step, chain_at, plan_at
from portal.chains.queries.plans import local_time, plan_of, roster_from
from portal.chains.queries.reach import proven_channels

__all__ = ["Called", "Step", "chain_at", "local_time", "plan_at", "plan_of", "proven_channels", "roster_from"]
