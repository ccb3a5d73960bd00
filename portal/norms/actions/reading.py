"""Saying to have read the norm, taking that back, and putting the invitation away."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from portal.db import Base, Refusal, db
from portal.norms import queries
from portal.norms.models import NormReading, NormVersion
from portal.norms.rules import READINGS_KEPT
from portal.school.models import Person


class NotInForce(Refusal):
    """A newer norm was published: that is the one to read."""


def say_read(version: NormVersion, person: Person, *, now: datetime) -> None:
    """Note that this person has read it; twice is once. Raises NotInForce."""
    if not queries.is_in_force(version):
        raise NotInForce
    reading = _reading(version, person)
    reading.read_at = reading.read_at or now


def put_away(version: NormVersion, person: Person, *, now: datetime) -> None:
    """The invitation to this version comes back no more."""
    _reading(version, person).put_away_at = now


def take_back(version: NormVersion, person: Person) -> None:
    """As if it had not been said; the invitation stays away."""
    reading = queries.reading_of(person, version)
    if reading is not None and reading.read_at is not None:
        reading.put_away_at, reading.read_at = reading.put_away_at or reading.read_at, None


def _reading(version: NormVersion, person: Person) -> NormReading:
    """The one row of this person and this version, made when there is none; of two presses at once one makes it."""
    if (found := queries.reading_of(person, version)) is not None:
        return found
    made = NormReading(version_id=version.id, person_id=person.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError:
        return db.session.get_one(NormReading, (version.id, person.id))
    return made


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Who read a norm that a newer one replaced a while ago."""
    newer = select(func.max(NormVersion.number)).where(NormVersion.published_at < now - READINGS_KEPT)
    replaced = select(NormVersion.id).where(NormVersion.number < newer.scalar_subquery())
    return [(NormReading, NormReading.version_id.in_(replaced))]
