"""Help calls as responders, the kiosk and the monitor see them."""

from datetime import datetime, timedelta

from sqlalchemy import select, true

from portal import outbox
from portal.chains import queries as chains
from portal.db import db
from portal.help_calls.models import CalledResponder, HelpCall
from portal.help_calls.rules import Part
from portal.school.models import Person, Place, Role

SHOWN = 30


def calls_for(person: Person) -> list[HelpCall]:
    """The calls this person was told about, newest first; leader and coordinator see all."""
    query = select(HelpCall).order_by(HelpCall.closed_at.is_not(None), HelpCall.raised_at.desc(), HelpCall.id.desc())
    return list(db.session.scalars(query.where(_for(person)).limit(SHOWN)).unique())


def open_calls_for(person: Person) -> list[HelpCall]:
    """The open calls this person was told about."""
    query = select(HelpCall).where(HelpCall.closed_at.is_(None), _for(person)).order_by(HelpCall.raised_at, HelpCall.id)
    return list(db.session.scalars(query).unique())


def _for(person: Person):
    told = select(CalledResponder.call_id).where(
        CalledResponder.person_id == person.id, CalledResponder.told_at.is_not(None)
    )
    return true() if {Role.LEADER, Role.COORDINATOR} & person.all_roles else HelpCall.id.in_(told)


def open_call_at(place_id: int) -> HelpCall | None:
    """The open call of a place, or None."""
    query = select(HelpCall).where(HelpCall.place_id == place_id, HelpCall.closed_at.is_(None))
    return db.session.scalars(query).unique().first()


def part_of(person: Person, call: HelpCall) -> Part | None:
    """What this person was asked to do in this call; None for who was not told."""
    mine = [row.part for row in call.responders if row.person_id == person.id and row.told_at]
    return mine[0] if mine else None


def ready_responders(place: Place, *, now: datetime) -> list[Person]:
    """Who would be told now and can be reached, each once, in the order of the steps."""
    people = dict.fromkeys(called.person for step in chains.chain_at(place, now=now) for called in step.called)
    return [person for person in people if outbox.can_be_called(person)]


def phone_numbers(place: Place) -> list[tuple[str, str]]:
    """Who can be phoned when nobody comes: the other places in the building, by name."""
    query = select(Place).where(Place.phone != "", Place.id != place.id).order_by(Place.name, Place.id)
    return [(other.name, other.phone) for other in db.session.scalars(query)]


def is_climb_late(now: datetime, *, after: timedelta) -> bool:
    """Whether an open call should have climbed longer ago than this: the worker is not there."""
    late = select(HelpCall.id).where(HelpCall.closed_at.is_(None), HelpCall.climbs_at < now - after)
    return db.session.scalar(late.limit(1)) is not None
