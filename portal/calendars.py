"""Calendar items that travel with messages: the same item for life, one higher at each change, withdrawn at the end."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask import current_app
from icalendar import Calendar, Event, Timezone, vCalAddress, vText
from icalendar.parser import Contentline

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
    text = _item(appointment, method, status, now, settings.mail_from, settings.url.rstrip("/"))
    receiver = vCalAddress(f"mailto:{attendee}")
    receiver.params["partstat"] = vText("ACCEPTED")
    receiver.params["rsvp"] = vText("FALSE")
    line = Contentline.from_parts("ATTENDEE", receiver.params, receiver.to_ical()).to_ical().decode()
    return text.replace("END:VEVENT", f"{line}\r\nEND:VEVENT", 1)


@lru_cache(maxsize=64)
def _item(appointment: Appointment, method: str, status: str, now: datetime, organizer: str, url: str) -> str:
    """The item without its receiver: the teachers of a team get the same one."""
    zone = i18n.school_zone()
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("summary", appointment.summary)
    event.add("location", appointment.location)
    event.add("url", url + appointment.path)
    event.add("status", status)
    event["organizer"] = vCalAddress(f"mailto:{organizer}")
    calendar = Calendar()
    calendar.add("prodid", "-//Samen//Parent portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    # The zone comes before what speaks of it; it is most of the text, and the same in every item of a year.
    zone_text = _zone(zone.key, appointment.starts_at.year)
    return calendar.to_ical().decode().replace("BEGIN:VEVENT", f"{zone_text}BEGIN:VEVENT", 1)


@lru_cache(maxsize=32)
def _zone(name: str, year: int) -> str:
    # Only the changes around the year concerned: a whole century of them would be longer than the item.
    first, last = datetime(year - 1, 1, 1).date(), datetime(year + 2, 1, 1).date()
    return Timezone.from_tzid(name, first_date=first, last_date=last).to_ical().decode()
