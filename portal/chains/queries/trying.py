"""A dry run: who would be told when, in which language and on which channel, and who would not and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal import outbox
from portal.chains.models import Chain, ChainResponder
from portal.chains.queries.calling import people_numbered, resolved
from portal.chains.queries.plans import local_time, plan_of, roster_from
from portal.chains.queries.reach import proven_channels
from portal.chains.rules import Part, Roster, Who, WhoKind
from portal.chains.rules.calling import called, people_of
from portal.outbox import OUTSIDE, Channel
from portal.school.models import Person


class Silence(StrEnum):
    """Why somebody is not told."""

    NO_WAY = "no way"
    NOT_PROVEN = "not proven"
    AWAY = "away"
    LEFT = "left"
    REPLACED = "replaced"
    OFF_DUTY = "off duty"
    EMPTY = "empty"


@dataclass(frozen=True)
class Told:
    """Somebody in a step: where they are told, and what is wrong with that."""

    person: Person
    part: Part
    channels: list[Channel]
    trouble: Silence | None


@dataclass(frozen=True)
class Missed:
    """A line of a step that tells nobody now, or somebody else: `by` is who stands in."""

    name: str
    why: Silence
    by: Person | None = None


@dataclass(frozen=True)
class TriedStep:
    """One step as it would go; `at` is the moment at which it is told."""

    position: int
    at: datetime
    needed: int
    told: list[Told]
    missed: list[Missed]


@dataclass(frozen=True)
class Tried:
    """The whole dry run; `again_at` is when it starts again. A last resort calls everybody who ever has a duty."""

    steps: list[TriedStep]
    again_at: datetime
    is_last_resort: bool


def tried(chain: Chain, *, at: datetime) -> Tried:
    """What would happen if somebody pressed at this moment and nobody answered."""
    clock, devices = local_time(at), outbox.people_with_devices()
    roster, moment = roster_from(clock.date()), at
    steps, by_position = [], {step.position: step for step in resolved(chain, now=at)}
    for step in chain.steps:
        now = by_position.get(step.position)
        told = [_told(each.person, each.part, step.channels, devices) for each in now.called] if now else []
        missed = [found for row in step.responders for found in _missed(row, roster, clock)]
        steps.append(TriedStep(step.position, moment, step.needed, told, missed))
        moment += timedelta(seconds=step.wait_seconds if told else 0)
    is_last_resort = bool(by_position) and not called(plan_of(chain), roster, clock)
    return Tried(steps, moment, is_last_resort)


def _told(person: Person, part: Part, wanted: frozenset[Channel], devices: set[int]) -> Told:
    ways = {
        Channel.EMAIL: outbox.has_working_email(person),
        Channel.SMS: outbox.sms_number(person) is not None,
        Channel.PUSH: person.id in devices,
    }
    found = [channel for channel in OUTSIDE if ways[channel] and channel in (wanted or OUTSIDE)]
    if not found:
        return Told(person, part, [], Silence.NO_WAY)
    is_proven = proven_channels(person, devices) & set(found)
    return Told(person, part, found, None if is_proven else Silence.NOT_PROVEN)


def _missed(row: ChainResponder, roster: Roster, at: datetime) -> list[Missed]:
    if row.kind is WhoKind.DUTY:
        is_empty = not people_of(Who(row.kind, row.number), roster, at)
        return [Missed(row.name, Silence.OFF_DUTY)] if is_empty else []
    numbers = {row.number} if row.kind is WhoKind.PERSON else set(roster.groups.get(row.number, ()))
    people = people_numbered(numbers | {roster.substitute_of(number, at) or 0 for number in numbers})
    missed = [found for number in sorted(numbers) if (found := _why_not(people[number], people, roster, at))]
    return missed if numbers else [Missed(row.name, Silence.EMPTY)]


def _why_not(person: Person, people: dict[int, Person], roster: Roster, at: datetime) -> Missed | None:
    if by := roster.substitute_of(person.id, at):
        return Missed(person.full_name, Silence.REPLACED, people[by])
    if person.id not in roster.staff:
        return Missed(person.full_name, Silence.LEFT)
    return Missed(person.full_name, Silence.AWAY) if roster.is_away(person.id, at) else None
