"""Calendar items that travel with messages: the same item for life, one higher at each change, withdrawn at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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


@dataclass(frozen=True)
class Dated:
    """A date in a calendar that is asked for again and again; without a time it is the whole day, or several.

    `changed_at` is when a word of it changed last: the same until then, so that the whole calendar is too.
    """

    uid: str
    sequence: int
    changed_at: datetime
    day: date
    summary: str
    path: str
    last_day: date | None = None
    starts: time | None = None
    ends: time | None = None
    location: str = ""
    description: str = ""
    is_off: bool = False


def request(appointment: Appointment, *, attendee: str, now: datetime) -> outbox.Calendar:
    """Put it in the receiver's calendar, or move it there (iTIP REQUEST, RFC 5546, 3.2.2)."""
    return outbox.Calendar(_written(appointment, attendee, "REQUEST", "CONFIRMED", now), "REQUEST")


def cancel(appointment: Appointment, *, attendee: str, now: datetime) -> outbox.Calendar:
    """Take it out of the receiver's calendar (iTIP CANCEL, RFC 5546, 3.2.5)."""
    return outbox.Calendar(_written(appointment, attendee, "CANCEL", "CANCELLED", now), "CANCEL")


def publish(appointments: Sequence[Appointment], *, now: datetime) -> str:
    """A file with several, to put in a calendar by hand (iTIP PUBLISH, RFC 5546, 3.2.1): the same items as in messages.

    Whoever has one from a message already gets it once: the uid and the number of its last change are the same.
    """
    zone = i18n.school_zone()
    years = [each.starts_at.year for each in appointments] or [now.year]
    frame = _frame("PUBLISH", zone.key, min(years), max(years))
    items = [_lines(each, [("STATUS", vText("CONFIRMED"))], now) for each in appointments]
    before, after = frame.split(f"BEGIN:VEVENT\r\n{ITEM}END:VEVENT\r\n")
    return before + "".join(f"BEGIN:VEVENT\r\n{item}END:VEVENT\r\n" for item in items) + after


def subscribed(dates: Sequence[Dated], *, name: str, year: int) -> str:
    """A calendar that others ask for by its address (RFC 5545, and RFC 7986 for its name and how often to ask)."""
    zone = i18n.school_zone()
    years = [each.day.year for each in dates] or [year]
    frame = _frame("PUBLISH", zone.key, min(years), max(years))
    before, after = frame.split(f"BEGIN:VEVENT\r\n{ITEM}END:VEVENT\r\n")
    called = [("NAME", vText(name)), ("X-WR-CALNAME", vText(name))] if name else []
    head = "".join(_line(*line) for line in called) + "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"
    method = "METHOD:PUBLISH\r\n"
    items = "".join(f"BEGIN:VEVENT\r\n{_lines_of(each)}END:VEVENT\r\n" for each in dates)
    return before.replace(method, method + head, 1) + items + after


def _lines_of(dated: Dated) -> str:
    zone, url = i18n.school_zone(), current_app.config["SETTINGS"].url.rstrip("/")
    begins: date = dated.day
    ends: date = (dated.last_day or dated.day) + timedelta(days=1)
    if dated.starts:
        begins = datetime.combine(dated.day, dated.starts, zone)
        until = datetime.combine(dated.day, dated.ends, zone) if dated.ends else begins
        # One that ends before it begins was filled in wrongly: it is shown, and takes an hour.
        ends = until if until > begins else begins + timedelta(hours=1)
    lines = [
        ("SUMMARY", vText(dated.summary)), ("DTSTART", begins), ("DTEND", ends),
        ("DTSTAMP", dated.changed_at.astimezone(UTC)), ("LAST-MODIFIED", dated.changed_at.astimezone(UTC)),
        ("UID", vText(dated.uid)), ("SEQUENCE", vInt(dated.sequence)), ("URL", vUri(url + dated.path)),
        ("STATUS", vText("CANCELLED" if dated.is_off else "CONFIRMED")),
        ("TRANSP", vText("OPAQUE" if dated.starts else "TRANSPARENT")),
        *((name, vText(words)) for name, words in
          (("LOCATION", dated.location), ("DESCRIPTION", dated.description)) if words),
    ]  # fmt: skip
    return "".join(_line(name, value) for name, value in lines)


def _written(appointment: Appointment, attendee: str, method: str, status: str, now: datetime) -> str:
    more = [
        ("ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE", vCalAddress(f"mailto:{attendee}")),
        ("STATUS", vText(status)),
    ]
    year = appointment.starts_at.year
    return _frame(method, i18n.school_zone().key, year, year).replace(ITEM, _lines(appointment, more, now), 1)


def _lines(appointment: Appointment, more: list[tuple], now: datetime) -> str:
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
        *more,
    ]
    return "".join(_line(name, value) for name, value in lines)


def _line(name: str, value) -> str:
    """One line as the format wants it: escaped, and folded when it is long (RFC 5545, 3.1 and 3.3.11)."""
    if isinstance(value, datetime):
        zone = "" if value.tzinfo is UTC else f";TZID={value.tzinfo}"
        return f"{name}{zone}:{value:%Y%m%dT%H%M%S}{'' if zone else 'Z'}\r\n"
    if isinstance(value, date):
        return f"{name};VALUE=DATE:{value:%Y%m%d}\r\n"
    text = f"{name}:{value.to_ical().decode()}"
    # A character has at most four bytes: only what may be longer than a line is folded.
    return (Contentline(text).to_ical().decode() if len(text) * 4 > LINE else text) + "\r\n"


@lru_cache(maxsize=64)
def _frame(method: str, zone: str, first_year: int, last_year: int) -> str:
    """The calendar around an item, and its zone: most of the text, and the same for every item of a year."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samen//Parent portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    # Only the changes around the year concerned: a whole century of them would be longer than the item.
    first, last = datetime(first_year - 1, 1, 1).date(), datetime(last_year + 2, 1, 1).date()
    calendar.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
    calendar.add_component(Event())
    return calendar.to_ical().decode().replace("BEGIN:VEVENT\r\n", f"BEGIN:VEVENT\r\n{ITEM}", 1)
