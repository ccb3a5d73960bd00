"""Who comes to a conversation and how: each guardian for themselves, and colleagues who join the team."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import changes, telling_colleagues
from portal.conversations.actions.locks import lock_booking
from portal.conversations.actions.refusals import Happened, NobodyComes
from portal.conversations.models import Attending, Booking, Slot
from portal.conversations.rules import Meet
from portal.db import db, rows_changed
from portal.school.models import Person


def say_who_comes(booking: Booking, guardian: Person, coming: Mapping[int, Meet], *, now: datetime) -> None:
    """Who of the guardian's household comes, and how each does; anybody else in `coming` is left out.

    A home cannot say anything for another one. Raises NobodyComes, or Happened when the conversation has begun.
    """
    lock_booking(booking)
    if booking.slot.starts_at <= now:
        raise Happened
    said = {person.id: meet for person, meet in queries.coming_to(booking, of=guardian)}
    wanted = {number: coming.get(number) for number in said}
    if not any(wanted.values()):
        raise NobodyComes
    if wanted == said:
        return
    db.session.execute(delete(Attending).where(Attending.booking_id == booking.id, Attending.person_id.in_(said)))
    db.session.add_all(Attending(booking_id=booking.id, person_id=n, meet=meet) for n, meet in wanted.items() if meet)
    audit.did(guardian, "who comes changed", booking, now=now)
    _meet_as_said(booking, guardian, now=now)


def _meet_as_said(booking: Booking, guardian: Person, *, now: datetime) -> None:
    """At school when anybody comes there; else by phone or video, and both sides are told when that is new."""
    ways = {meet for _person, meet in queries.coming_to(booking) if meet}
    meet = next(way for way in (Meet.SCHOOL, Meet.VIDEO, Meet.PHONE) if way in ways)
    if meet is not booking.meet:
        booking.meet = meet
        booking.sequence += 1
        changes.note_changed(booking, guardian, now=now)


def add_colleague(booking: Booking, colleague: Person, teacher: Person, *, now: datetime) -> None:
    """A colleague joins the team in this conversation, and is told. Twice is once."""
    lock_booking(booking)
    query = select(Attending.id).where(Attending.booking_id == booking.id, Attending.person_id == colleague.id)
    if db.session.scalar(query) is not None:
        return
    db.session.add(Attending(booking_id=booking.id, person_id=colleague.id, meet=booking.meet))
    audit.did(teacher, "colleague added", booking, now=now)
    telling_colleagues.tell_joins(booking, colleague, now=now)


def add_colleague_for_day(slot: Slot, colleague: Person, teacher: Person, *, now: datetime) -> int:
    """The same in every conversation that is left on the day of this time: a substitute. Returns in how many."""
    day = [booking for _slot, booking in queries.rest_of_day(slot, now=now) if booking is not None]
    for booking in sorted(day, key=lambda each: each.id):
        add_colleague(booking, colleague, teacher, now=now)
    return len(day)


def remove_colleague(booking: Booking, colleague: Person, teacher: Person, *, now: datetime) -> None:
    """A colleague does not join after all, and is told. Twice is once."""
    gone = delete(Attending).where(Attending.booking_id == booking.id, Attending.person_id == colleague.id)
    if not rows_changed(gone):
        return
    audit.did(teacher, "colleague removed", booking, now=now)
    telling_colleagues.tell_leaves(booking, colleague, now=now)
