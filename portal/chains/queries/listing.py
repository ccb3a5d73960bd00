"""Chains, groups and the roster as the pages list them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.chains.models import (
    Chain,
    ChainResponder,
    ChainStep,
    Duty,
    DutyException,
    DutyShift,
    HelpGroup,
    SchoolHoliday,
    Substitute,
)
from portal.chains.queries.calling import people_numbered
from portal.chains.queries.checking import chains_in_use
from portal.chains.queries.plans import local_time, roster_from
from portal.chains.rules import Roster
from portal.chains.rules.days import duty_of_day
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Place


@dataclass(frozen=True)
class OfPlace:
    """A place with its chains in use, the one for always last, and its drafts of new ones."""

    place: Place
    in_use: list[Chain]
    drafts: list[Chain]


@dataclass(frozen=True)
class OnDuty:
    """A span of a day in which these people have a duty; `is_whole_day` when it has no end of its own."""

    starts: time
    ends: time
    people: list[Person]


def by_place() -> list[OfPlace]:
    """Every place of the school, by name, also those without a chain."""
    used = chains_in_use()
    drafts = list(db.session.scalars(select(Chain).where(Chain.in_use_since.is_(None)).order_by(Chain.id)).unique())
    return [
        OfPlace(place, *([chain for chain in some if chain.place_id == place.id] for some in (used, drafts)))
        for place in school.places()
    ]


def draft_for(chain: Chain) -> Chain | None:
    """The draft that would replace this chain."""
    return db.session.scalars(select(Chain).where(Chain.draft_of_id == chain.id)).unique().first()


def duties() -> list[Duty]:
    return list(db.session.scalars(select(Duty).order_by(Duty.name, Duty.id)))


def groups() -> list[HelpGroup]:
    return list(db.session.scalars(select(HelpGroup).order_by(HelpGroup.name, HelpGroup.id)))


def places_that_call(thing: Duty | HelpGroup) -> list[str]:
    """The names of the places whose chains, also drafts, call whoever has this duty or is in this group."""
    column = ChainResponder.duty_id if isinstance(thing, Duty) else ChainResponder.group_id
    query = select(Place.name).join(Chain, Chain.place_id == Place.id).join(ChainStep).join(ChainResponder)
    return list(db.session.scalars(query.where(column == thing.id).distinct().order_by(Place.name)))


def exceptions(day: date) -> list[DutyException]:
    """What is different from this day on, by day."""
    query = select(DutyException).where(DutyException.on >= day)
    return list(db.session.scalars(query.order_by(DutyException.on, DutyException.id)).unique())


def exceptions_of(person: Person, day: date) -> list[DutyException]:
    """On which days from this one on this person is away."""
    return [each for each in exceptions(day) if each.person_id == person.id and each.is_away]


def substitutes(day: date) -> list[Substitute]:
    """Who stands in for whom now or later."""
    query = select(Substitute).where(Substitute.ends_on >= day).order_by(Substitute.starts_on, Substitute.id)
    return list(db.session.scalars(query).unique())


def holidays(day: date) -> list[SchoolHoliday]:
    """The holidays that are not over yet."""
    query = select(SchoolHoliday).where(SchoolHoliday.ends_on >= day)
    return list(db.session.scalars(query.order_by(SchoolHoliday.starts_on, SchoolHoliday.id)))


def shifts_of(person: Person) -> list[DutyShift]:
    """The weekly shifts of one person with their duties, by weekday."""
    query = select(DutyShift).where(DutyShift.person_id == person.id).options(joinedload(DutyShift.duty))
    return list(db.session.scalars(query.order_by(DutyShift.weekday, DutyShift.starts, DutyShift.id)))


def chains_calling(person: Person, *, at: datetime) -> list[str]:
    """The places whose chain in use names this person, or a group with this person."""
    in_groups = roster_from(local_time(at).date()).groups
    return list(dict.fromkeys(
        chain.place.name for chain in chains_in_use() for step in chain.steps for row in step.responders
        if row.person_id == person.id or person.id in in_groups.get(row.group_id or 0, ())
    ))  # fmt: skip


def on_duty_now(*, now: datetime) -> dict[Duty, list[Person]]:
    """Every duty with who has it at this moment."""
    at = local_time(now)
    roster = roster_from(at.date())
    found = {duty: roster.on_duty(duty.id, at) for duty in duties()}
    people = people_numbered({number for numbers in found.values() for number in numbers})
    return {duty: [people[number] for number in numbers] for duty, numbers in found.items()}


def week_of(day: date) -> list[tuple[date, bool, dict[Duty, list[OnDuty]]]]:
    """The week of this day, Monday to Friday and what else has school or duty: is it a holiday, and who is on duty."""
    monday = day - timedelta(days=day.weekday())
    roster, listed = roster_from(monday), duties()
    week = [(monday + timedelta(days=n)) for n in range(7)]
    found = [(each, {duty: duty_of_day(roster, duty.id, each) for duty in listed}) for each in week]
    numbers = {n for _day, spans in found for some in spans.values() for _from, _until, those in some for n in those}
    people = people_numbered(numbers)
    return [
        (each, roster.is_holiday(each), {
            duty: [OnDuty(starts, ends, [people[n] for n in those]) for starts, ends, those in some]
            for duty, some in spans.items()
        })
        for each, spans in found if _is_shown(each, roster, spans)
    ]  # fmt: skip


def _is_shown(day: date, roster: Roster, spans: dict) -> bool:
    return day.weekday() in roster.hours or any(spans.values())
