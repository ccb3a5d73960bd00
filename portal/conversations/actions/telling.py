"""Who hears what about a conversation: both sides, each in their own language, with the calendar item."""

from datetime import datetime

from flask_babel import gettext as _

from portal import calendars, i18n, outbox
from portal.calendars import Appointment
from portal.conversations import queries
from portal.conversations.models import Booking, Round
from portal.conversations.rules import Meet
from portal.school import queries as school
from portal.school.models import Person, SchoolClass

PATH = "/conversations"
# A colleague who joins sees these conversations, and no other of the class.
JOINING = "/conversations/joining"


def tell_opened(opened: Round, school_class: SchoolClass, *, now: datetime) -> None:
    """Ask every guardian of the class to choose a time, once each."""
    for person in school.guardians_of_class(school_class.id):
        outbox.queue(
            person, "conversations/messages/opened.txt", opened, now=now, path=PATH, class_name=school_class.name
        )


def tell_booked(booking: Booking, *, now: datetime) -> None:
    """The family and the team put it in their calendars; a family whose team or school booked it can still move it."""
    told = queries.both_sides_of(booking)
    is_own = any(is_family and person.id == booking.booked_by_id for person, is_family in told)
    has_answered = not is_own and queries.wishes_of(booking.round_id, booking.household_id) is not None
    for person, is_family in told:
        word = "planned" if is_family and not is_own else "booked"
        send(person, word, booking, is_family=is_family, now=now, has_answered=has_answered)


def tell_changed(booking: Booking, *, now: datetime) -> None:
    """The same calendar item, which ends at another moment perhaps."""
    for person, is_family in queries.both_sides_of(booking):
        send(person, "changed", booking, is_family=is_family, now=now)


def tell_moved(booking: Booking, was_at: datetime, *, now: datetime) -> None:
    """The same calendar item, at its new time."""
    for person, is_family in queries.both_sides_of(booking):
        send(person, "moved", booking, is_family=is_family, now=now, old_start=was_at)


def tell_cancelled(booking: Booking, by: Person, *, reason: str, now: datetime) -> None:
    """Withdraw the item; whoever did not cancel reads who did, and why. One home does not read another's names."""
    goes_first = queries.was_called_off(booking.household_id, booking.round_id)
    for person, is_family in queries.both_sides_of(booking):
        who = "" if is_family and _is_other_home(by, person) else by.full_name
        withdraw(
            person, "cancelled", booking, is_family=is_family, now=now, who=who, reason=reason, goes_first=goes_first
        )


def _is_other_home(by: Person, person: Person) -> bool:
    if by.guardian is None or person.guardian is None:
        return False
    return by.guardian.household_id != person.guardian.household_id


def withdraw(person: Person, word: str, booking: Booking, *, is_family: bool, now: datetime, **context) -> None:
    """Tell one person that the calendar item is no more."""
    item = appointment(booking, person)
    calendar = calendars.cancel(item, attendee=person.email, now=now) if person.email else None
    _queue(person, word, booking, calendar, is_family=is_family, now=now, **context)


def send(person: Person, word: str, booking: Booking, *, is_family: bool, now: datetime, **context) -> None:
    """Tell one person, with the calendar item."""
    item = appointment(booking, person)
    calendar = calendars.request(item, attendee=person.email, now=now) if person.email else None
    _queue(person, word, booking, calendar, is_family=is_family, now=now, **context)


def _queue(person, word, booking, calendar, *, is_family: bool, now: datetime, **context) -> None:
    path = PATH if is_family or school.teaches(person, booking.class_id) else JOINING
    outbox.queue(
        person, f"conversations/messages/{word}.txt", booking, now=now, path=path, calendar=calendar,
        child=booking.pupil.first_name, starts_at=booking.slot.starts_at, before=booking.slot.starts_at,
        is_family=is_family, where=booking.slot.room, meet=booking.meet.value, ends_at=booking.ends_at,
        interpreter=booking.interpreter.value, interpreter_language=booking.interpreter_language, **context,
    )  # fmt: skip


def appointment(booking: Booking, person: Person) -> Appointment:
    """The calendar item of a conversation, as this person reads it."""
    with i18n.in_language(person.language):
        summary = _("Conversation about %(child)s", child=booking.pupil.first_name)
        location = _how(booking)
    slot = booking.slot
    return Appointment(booking.uid, booking.sequence, slot.starts_at, booking.ends_at, summary, location, PATH)


def _how(booking: Booking) -> str:
    if booking.meet is Meet.PHONE:
        return _("by phone")
    if booking.meet is Meet.VIDEO:
        return _("by video")
    return booking.slot.room or _("at school")
