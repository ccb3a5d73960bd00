"""The chain of a place at a moment, with the people whom it calls then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.chains.models import Chain, ChainStep
from portal.chains.queries.plans import local_time, plan_of, roster_from
from portal.chains.rules import Part
from portal.chains.rules.calling import called, last_resort
from portal.db import db
from portal.outbox import Channel
from portal.school.models import Person, Place


@dataclass(frozen=True)
class Called:
    """Somebody who is told, and their part."""

    person: Person
    part: Part


@dataclass(frozen=True)
class Step:
    """One step as it is now: `channels` on which its people are told (empty: all), `needed` of whom must come."""

    position: int
    wait_seconds: int
    needed: int
    channels: frozenset[Channel]
    called: tuple[Called, ...]


def chain_at(place: Place, *, now: datetime) -> list[Step]:
    """The steps of the place's chain with the people who are told now; empty without a chain.

    A step in which nobody is on duty or at work is left out. When that leaves no step at all, everybody is called
    whom the chain could ever call: an empty roster must not end in silence.
    """
    chain = plan_at(place, now=now)
    return [] if chain is None else resolved(chain, now=now)


def plan_at(place: Place, *, now: datetime) -> Chain | None:
    """The chain in use that a call from this place follows at this moment."""
    # In one look: between two, a colleague's draft can take the place of its steps, and nobody would be called.
    whole = joinedload(Chain.steps).joinedload(ChainStep.responders)
    query = select(Chain).where(Chain.place_id == place.id, Chain.in_use_since.is_not(None)).options(whole)
    at = local_time(now)
    found = [chain for chain in db.session.scalars(query.order_by(Chain.id)).unique() if chain.hours.covers(at)]
    # One with hours goes before the one for always.
    return min(found, key=lambda chain: chain.starts is None, default=None)


def resolved(chain: Chain, *, now: datetime) -> list[Step]:
    """The steps of a chain, in use or a draft, with the people who would be told at this moment."""
    at = local_time(now)
    plan, roster = plan_of(chain), roster_from(at.date())
    found = called(plan, roster, at) or last_resort(plan, roster)
    people = people_numbered({number for parts in found.values() for number in parts})
    return [
        Step(step.position, step.wait_seconds, step.needed, step.channels,
             tuple(Called(people[number], part) for number, part in found[step.position].items()))
        for step in chain.steps if step.position in found
    ]  # fmt: skip


def people_numbered(numbers: set[int]) -> dict[int, Person]:
    """These people by number."""
    query = select(Person).where(Person.id.in_(numbers))
    return {person.id: person for person in db.session.scalars(query).unique()}
