"""Calendar items that travel with messages: the same item for life, one higher at each change, withdrawn at the end."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import current_app
from icalendar import Calendar, Event, Timezone, vCalAddress, vInt, vText, vUri
from icalendar.parser import Contentline

from portal import i18n, outbox

# Bytes in a line, and where the item goes in the text around it.
LINE = 75
ITEM = "{item}"


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
    settings, zone = current_app.config["SETTINGS"], i18n.school_zone()
    lines = [
        ("SUMMARY", vText(appointment.summary)),
        ("DTSTART", appointment.starts_at.astimezone(zone)),
        ("DTEND", appointment.ends_at.astimezone(zone)),
        ("DTSTAMP", now.astimezone(UTC)),
        ("UID", vText(appointment.uid)),
        ("SEQUENCE", vInt(appointment.sequence)),
        ("LOCATION", vText(appointment.location)),
        ("URL", vUri(settings.url.rstrip("/") + appointment.path)),
        ("ORGANIZER", vCalAddress(f"mailto:{settings.mail_from}")),
        ("ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE", vCalAddress(f"mailto:{attendee}")),
        ("STATUS", vText(status)),
    ]
    item = "".join(_line(name, value) for name, value in lines)
    return _frame(method, zone.key, appointment.starts_at.year).replace(ITEM, item, 1)


def _line(name: str, value) -> str:
    """One line as the format wants it: escaped, and folded when it is long (RFC 5545, 3.1 and 3.3.11)."""
    if isinstance(value, datetime):
        zone = "" if value.tzinfo is UTC else f";TZID={value.tzinfo}"
        return f"{name}{zone}:{value:%Y%m%dT%H%M%S}{'' if zone else 'Z'}\r\n"
    text = f"{name}:{value.to_ical().decode()}"
    # A character has at most four bytes: only what may be longer than a line is folded.
    return (Contentline(text).to_ical().decode() if len(text) * 4 > LINE else text) + "\r\n"


@lru_cache(maxsize=64)
def _frame(method: str, zone: str, year: int) -> str:
    """The calendar around an item, and its zone: most of the text, and the same for every item of a year."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samen//Parent portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    # Only the changes around the year concerned: a whole century of them would be longer than the item.
    first, last = datetime(year - 1, 1, 1).date(), datetime(year + 2, 1, 1).date()
    calendar.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
    calendar.add_component(Event())
    return calendar.to_ical().decode().replace("BEGIN:VEVENT\r\n", f"BEGIN:VEVENT\r\n{ITEM}", 1)
