"""Making, renewing and ending the address of a calendar, and writing what it gives."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete

from portal import calendars, i18n, vault
from portal.agenda import queries
from portal.agenda.models import CalendarFeed
from portal.agenda.queries import PLACE, Entry
from portal.agenda.rules import sequence_of
from portal.calendars import Appointment, Dated
from portal.conversations import queries as conversations
from portal.conversations.actions.telling import appointment
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person

# A calendar that asks once a week still hears that something is off.
WITHDRAWN_SHOWN = timedelta(days=30)
PAST_SHOWN = timedelta(days=60)
# What other features put into somebody's calendar.
_more: list[Callable[[Person, datetime], list[Dated]]] = []


def also_give(source: Callable[[Person, datetime], list[Dated]]) -> None:
    """Name a function that gives a person's other dates from a moment on."""
    if source not in _more:
        _more.append(source)


def make_feed(person: Person, *, now: datetime) -> CalendarFeed:
    """A new address for somebody's dates; the one before it gives nothing any more."""
    end_feed(person)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(person_id=person.id, token=token, mark=vault.ring.mark(token, PLACE), made_at=now)
    db.session.add(feed)
    db.session.flush()
    return feed


def end_feed(person: Person) -> None:
    """The address gives nothing any more."""
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person.id))
    db.session.flush()


def calendar_of(person: Person, *, now: datetime) -> str:
    """All dates of a person as iCalendar, in that person's language; the same text until one of them changes."""
    since = i18n.local_date(now - PAST_SHOWN)
    entries = queries.entries_for(person, since=since, now=now, withdrawn_since=now - WITHDRAWN_SHOWN)
    here = school.the_school()
    with i18n.in_language(person.language):
        dates = [dated(entry) for entry in entries]
        dates += [_holiday(each) for each in queries.holidays(since)]
        dates += _conversations_of(person, now)
        dates += [each for source in _more for each in source(person, now - PAST_SHOWN)]
        return calendars.subscribed(dates, name=here.name if here else "Samen", year=i18n.local_date(now).year)


def calendar_with(entry: Entry, *, year: int) -> str:
    """One date, to save on a phone: the same item as in the whole calendar."""
    return calendars.subscribed([dated(entry)], name="", year=year)


def dated(entry: Entry) -> Dated:
    """A date of a class as a calendar shows it, in the language of this moment; it names no child."""
    title = entry.title if entry.is_told_outside else _("A message of the school")
    names = ", ".join(each.name for each in entry.classes)
    things = _("To bring: %(things)s", things=entry.bring) if entry.bring and entry.is_told_outside else ""
    return Dated(
        uid=f"post-{entry.id}@samen", sequence=sequence_of(entry.published_at, entry.changed_at),
        changed_at=entry.changed_at, day=entry.happens_on, starts=entry.from_time, ends=entry.until_time,
        summary=_("%(title)s (class %(names)s)", title=title, names=names), description=things, path=entry.path,
        location=entry.place_words if entry.is_told_outside else "", is_off=entry.withdrawn_at is not None,
    )  # fmt: skip


def _holiday(holiday: queries.Holiday) -> Dated:
    return Dated(
        uid=f"holiday-{holiday.id}@samen", sequence=0, changed_at=i18n.at_school(holiday.starts_on),
        day=holiday.starts_on, last_day=holiday.ends_on, summary=_("No school: %(name)s", name=holiday.name),
        path="/agenda",
    )  # fmt: skip


def _conversations_of(person: Person, now: datetime) -> list[Dated]:
    """The own household's conversations to come: the same items as in their messages, so that none is there twice."""
    if not person.is_guardian:
        return []
    held = [
        (appointment(booking, person), booking.booked_at) for booking in conversations.coming_of(person, now=now)
    ]  # fmt: skip
    return [_as_dated(item, since) for item, since in held + conversations.items_elsewhere(person, now=now)]


def _as_dated(item: Appointment, since: datetime) -> Dated:
    begins, ends = i18n.local(item.starts_at), i18n.local(item.ends_at)
    return Dated(
        uid=item.uid, sequence=item.sequence, changed_at=since + timedelta(seconds=item.sequence), day=begins.date(),
        starts=begins.time(), ends=ends.time(), summary=item.summary, location=item.location, path=item.path,
    )  # fmt: skip
