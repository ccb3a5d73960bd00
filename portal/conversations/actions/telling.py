"""Who hears what about a conversation: both sides, each in their own language, with the calendar item."""

from datetime import datetime

from flask_babel import gettext as _

from portal import calendars, i18n, outbox
from portal.calendars import Appointment
from portal.conversations import queries
from portal.conversations.models import Booking, Round, Slot
from portal.conversations.rules import Meet
from portal.school import queries as school
from portal.school.models import Person, SchoolClass

PATH = "/conversations"


def tell_opened(opened: Round, school_class: SchoolClass, *, now: datetime) -> None:
    """Ask every guardian of the class to choose a time, once each."""
    for person in school.guardians_of_class(school_class.id):
        outbox.queue(
            person, "conversations/messages/opened.txt", opened, now=now, path=PATH, class_name=school_class.name
        )


def tell_booked(booking: Booking, *, now: datetime) -> None:
    """The family and the team put it in their calendars."""
    for person, is_family in queries.both_sides_of(booking):
        _send(person, "booked", booking, is_family=is_family, now=now)


def tell_planned(booking: Booking, *, has_answered: bool, now: datetime) -> None:
    """The school planned it: the family reads that it can move it, the team puts it in its calendars."""
    for person, is_family in queries.both_sides_of(booking):
        word = "planned" if is_family else "booked"
        _send(person, word, booking, is_family=is_family, now=now, has_answered=has_answered)


def tell_moved(booking: Booking, old: Slot, *, now: datetime) -> None:
    """The same calendar item, at its new time."""
    for person, is_family in queries.both_sides_of(booking):
        _send(person, "moved", booking, is_family=is_family, now=now, old_start=old.starts_at)


def tell_cancelled(booking: Booking, by: Person, *, reason: str, now: datetime) -> None:
    """Withdraw the item; whoever did not cancel reads who did, and why."""
    for person, is_family in queries.both_sides_of(booking):
        item = _appointment(booking, person)
        calendar = calendars.cancel(item, attendee=person.email, now=now) if person.email else None
        _queue(person, "cancelled", booking, calendar, is_family=is_family, now=now, by=by, reason=reason)


def _send(person: Person, word: str, booking: Booking, *, is_family: bool, now: datetime, **context) -> None:
    item = _appointment(booking, person)
    calendar = calendars.request(item, attendee=person.email, now=now) if person.email else None
    _queue(person, word, booking, calendar, is_family=is_family, now=now, **context)


def _queue(person, word, booking, calendar, *, is_family: bool, now: datetime, **context) -> None:
    outbox.queue(
        person, f"conversations/messages/{word}.txt", booking, now=now, path=PATH, calendar=calendar,
        child=booking.pupil.first_name, starts_at=booking.slot.starts_at, is_family=is_family,
        where=booking.slot.round.where, meet=booking.meet.value, **context,
    )  # fmt: skip


def _appointment(booking: Booking, person: Person) -> Appointment:
    with i18n.in_language(person.language):
        summary = _("Conversation about %(child)s", child=booking.pupil.first_name)
        location = _how(booking)
    slot = booking.slot
    return Appointment(booking.uid, booking.sequence, slot.starts_at, slot.ends_at, summary, location, PATH)


def _how(booking: Booking) -> str:
    if booking.meet is Meet.PHONE:
        return _("by phone")
    if booking.meet is Meet.VIDEO:
        return _("by video")
    return booking.slot.round.where or _("at school")
