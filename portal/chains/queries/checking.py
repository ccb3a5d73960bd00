"""What is wrong with a chain now: in use or a draft, with the roster and the addresses as they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import outbox
from portal.chains.models import Chain, ChainStep
from portal.chains.queries.plans import local_time, plan_of, roster_from
from portal.chains.queries.reach import proven_channels
from portal.chains.rules import Plan, Roster
from portal.chains.rules.checking import Gap, Reach, Trouble, gaps, troubles
from portal.db import db
from portal.outbox import OUTSIDE, Channel
from portal.school.models import Person


def chains_in_use() -> list[Chain]:
    """Every chain that a call may follow, by place; of a place the one for always last."""
    # In one look, as a call reads its chain.
    whole = joinedload(Chain.steps).joinedload(ChainStep.responders)
    query = select(Chain).where(Chain.in_use_since.is_not(None)).options(whole)
    return list(db.session.scalars(query.order_by(Chain.place_id, Chain.starts.is_(None), Chain.id)).unique())


def troubles_of(chain: Chain, *, now: datetime) -> list[Trouble]:
    """Why this chain could end in nobody; empty when it is fine."""
    at = local_time(now)
    return troubles(plan_of(chain, chains_in_use()), roster_from(at.date()), _reach(chain, proven()), at)


def troubles_in_use(*, now: datetime) -> dict[int, list[Trouble]]:
    """For each chain in use that could end in nobody as things are now, why; by its number."""
    at, known, chains = local_time(now), proven(), chains_in_use()
    roster = roster_from(at.date())
    found = {chain.id: troubles(plan_of(chain, chains), roster, _reach(chain, known), at) for chain in chains}
    return {number: each for number, each in found.items() if each}


@dataclass(frozen=True)
class Snapshot:
    """The chains in use with all that decides who is called, as they were at one moment."""

    at: datetime
    plans: dict[int, Plan]
    reach: dict[int, Reach]
    roster: Roster

    def gaps_of(self, number: int) -> list[Gap]:
        """When too few people of this chain are left."""
        return gaps(self.plans[number], self.roster, self.reach[number], self.at) if number in self.plans else []


def snapshot(*, now: datetime) -> Snapshot:
    """How it is now: thinking about it is left for later."""
    at, known, chains = local_time(now), proven(), chains_in_use()
    plans = {chain.id: plan_of(chain, chains) for chain in chains}
    return Snapshot(at, plans, {chain.id: _reach(chain, known) for chain in chains}, roster_from(at.date()))


def proven() -> dict[int, frozenset[Channel]]:
    """For everybody on the staff the channels that were shown to reach them."""
    with_devices = outbox.people_with_devices()
    staff = db.session.scalars(select(Person).where(Person.left_on.is_(None), Person.staff_roles.any()))
    return {person.id: proven_channels(person, with_devices) for person in staff.unique()}


def _reach(chain: Chain, known: dict[int, frozenset[Channel]]) -> Reach:
    wanted = {step.position: step.channels or frozenset(OUTSIDE) for step in chain.steps}
    return {
        position: frozenset(number for number, ways in known.items() if ways & channels)
        for position, channels in wanted.items()
    }
