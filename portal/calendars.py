"""Calendar items that travel with messages: the same item for life, one higher at each change, withdrawn at the end."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask import current_app
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from portal import i18n, outbox


@dataclass(frozen=True)
class Appointment:
    """What a calendar shows: times aware, texts in the receiver's language, no surname and no matter."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    path: str


def request(appointment: Appointment, *, attendee: str, now: datetime) -> outbox.Calendar:
    """Put it in the receiver's calendar, or move it there (iTIP REQUEST, RFC 5546, 3.2.2)."""
    return outbox.Calendar(_written(appointment, attendee, "REQUEST", "CONFIRMED", now), "REQUEST")


def cancel(appointment: Appointment, *, attendee: str, now: datetime) -> outbox.Calendar:
    """Take it out of the receiver's calendar (iTIP CANCEL, RFC 5546, 3.2.5)."""
    return outbox.Calendar(_written(appointment, attendee, "CANCEL", "CANCELLED", now), "CANCEL")


def _written(appointment: Appointment, attendee: str, method: str, status: str, now: datetime) -> str:
    settings = current_app.config["SETTINGS"]
    zone = i18n.school_zone()
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("summary", appointment.summary)
    event.add("location", appointment.location)
    event.add("url", settings.url.rstrip("/") + appointment.path)
    event.add("status", status)
    event["organizer"] = vCalAddress(f"mailto:{settings.mail_from}")
    receiver = vCalAddress(f"mailto:{attendee}")
    receiver.params["partstat"] = vText("ACCEPTED")
    receiver.params["rsvp"] = vText("FALSE")
    event.add("attendee", receiver, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Samen//Parent portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone(settings.time_zone, appointment.starts_at.year))
    calendar.add_component(event)
    return calendar.to_ical().decode()


@lru_cache(maxsize=32)
def _zone(name: str, year: int) -> Timezone:
    # Only the changes around the year concerned: a whole century of them would be longer than the item.
    return Timezone.from_tzid(
        name, first_date=datetime(year - 1, 1, 1).date(), last_date=datetime(year + 2, 1, 1).date()
    )
