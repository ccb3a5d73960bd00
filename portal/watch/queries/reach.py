"""Who is called from which place, and whether they can be reached for certain."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import column, select, table

from portal import outbox
from portal.chains import queries as chains
from portal.db import Moment, db
from portal.school.models import Person, Place

# Kiosks belong to a feature above this one.
kiosk_device = table(
    "kiosk_device",
    column("id"),
    column("place_id"),
    column("number"),
    column("paired_at", Moment),
    column("seen_at", Moment),
    column("revoked_at"),
)


@dataclass(frozen=True)
class Reach:
    """How a person of a chain can be reached: anywhere outside the portal, and proven to."""

    person: Person
    can_be_called: bool
    is_verified: bool


def places_with_kiosk() -> list[Place]:
    """The places from which help is called: those with a kiosk, by name."""
    paired = select(kiosk_device.c.place_id).where(kiosk_device.c.revoked_at.is_(None))
    return list(db.session.scalars(select(Place).where(Place.id.in_(paired)).order_by(Place.name, Place.id)))


def called_at(place: Place, *, now: datetime) -> list[Person]:
    """Everybody whom the chain of a place would call at this moment, in the order in which they are called."""
    called = [each.person for step in chains.chain_at(place, now=now) for each in step.called]
    return list(dict.fromkeys(called))


def reach_of(person: Person) -> Reach:
    """Verified: an address that answered once and did not fail since, or a device that shows notices."""
    has_mail = outbox.has_working_email(person) and person.email_verified_at is not None
    has_phone = person.phone_verified_at is not None and outbox.sms_number(person) is not None
    is_verified = has_mail or has_phone or bool(outbox.devices_of(person))
    return Reach(person, outbox.can_be_called(person), is_verified)
