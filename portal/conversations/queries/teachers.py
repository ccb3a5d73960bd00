"""Teachers in two teams, and colleagues who join a conversation: who of them is somewhere else at a moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from portal.conversations.models import Attending, Booking, Proposal, Slot
from portal.conversations.queries.days import NEAR
from portal.conversations.queries.proposals import proposals_of
from portal.conversations.queries.slots import is_held_now
from portal.conversations.rules import clashes
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, SchoolClass, Teaching

Span = tuple[datetime, datetime]


def in_another_talk(
    class_id: int, starts_at: datetime, ends_at: datetime, *, but: int = 0, also: Iterable[Person] = ()
) -> Person | None:
    """Who of the team, or of the colleagues in `also`, has another conversation in this span; `but` is a booking."""
    there = {person.id: person for person in (*school.teachers_of(class_id), *also)}
    near = Slot.starts_at > starts_at - NEAR, Slot.starts_at < ends_at
    held = select(Teaching.person_id, Booking).join(Booking, Booking.class_id == Teaching.class_id)
    held = held.where(Teaching.person_id.in_(there), Booking.class_id != class_id)
    joined = select(Attending.person_id, Booking).join(Booking, Booking.id == Attending.booking_id)
    joined = joined.where(Attending.person_id.in_(there))
    found: set[int] = set()
    for query in (held, joined):
        query = query.join(Slot, Slot.id == Booking.slot_id).where(*near, Booking.cancelled_at.is_(None))
        for person_id, booking in db.session.execute(query.where(Booking.id != but)):
            if clashes(starts_at, ends_at, [(booking.slot.starts_at, booking.ends_at)]):
                found.add(person_id)
    return there[min(found)] if found else None


def receives_already(class_id: int, spans: Sequence[Span]) -> tuple[Person | None, SchoolClass] | None:
    """Who of the team receives families in one of these spans, and of which class; a time that is kept free is none.

    The person is None when it is the team's own class.
    """
    team: dict[int, Person | None] = {person.id: person for person in school.teachers_of(class_id)}
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    taught = select(Teaching.class_id, Teaching.person_id).where(Teaching.person_id.in_(team))
    others = {number: person_id for number, person_id in db.session.execute(taught.order_by(Teaching.person_id.desc()))}
    query = select(Slot).where(Slot.class_id.in_({class_id, *others}), or_(~Slot.is_blocked, is_held_now()))
    query = query.where(Slot.starts_at > first - NEAR, Slot.starts_at < last).order_by(Slot.starts_at, Slot.id)
    for slot in db.session.scalars(query):
        if clashes(slot.starts_at, slot.ends_at, spans):
            return None if slot.class_id == class_id else team[others[slot.class_id]], slot.school_class
    return None


def colleagues_of(classes: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each of these classes, the others with which it shares a teacher."""
    teams = {c: {person.id for person in team} for c, team in school.teams_of(classes).items()}
    return {c: frozenset(o for o in teams if o != c and teams[o] & teams[c]) for c in teams}


def talks_elsewhere(classes: Iterable[int], *, now: datetime) -> list[tuple[int, Span, Person]]:
    """When conversations to come keep a teacher from one of these classes: the class, from when until when, and who.

    With a class that is not one of these, or that the teacher joins.
    """
    teams = school.teams_of(classes)
    people = {person.id: person for team in teams.values() for person in team}
    coming = Booking.cancelled_at.is_(None), Slot.ends_at > now
    held = select(Teaching.person_id, Booking).join(Booking, Booking.class_id == Teaching.class_id)
    held = held.where(Teaching.person_id.in_(people), Booking.class_id.not_in(list(teams)))
    joined = select(Attending.person_id, Booking).join(Booking, Booking.id == Attending.booking_id)
    joined = joined.where(Attending.person_id.in_(people))
    found = [
        (people[person_id], booking)
        for query in (held, joined)
        for person_id, booking in db.session.execute(query.join(Slot, Slot.id == Booking.slot_id).where(*coming))
    ]
    return [
        (number, (booking.slot.starts_at, booking.ends_at), person)
        for person, booking in found for number, team in teams.items()
        if person in team and number != booking.class_id
    ]  # fmt: skip


def busy_in_plan(round_id: int, class_id: int, *, now: datetime) -> list[tuple[Span, Person]]:
    """When a teacher of this team is with another class, in the plan of a round or booked, and who."""
    planned = proposals_of(round_id)
    teams = school.teams_of({class_id, *(each.class_id for each in planned)})
    mine = teams[class_id]
    in_plan = [
        ((each.slots[0].starts_at, each.slots[-1].ends_at), person)
        for each in planned if each.times and each.class_id != class_id
        for person in mine if person in teams[each.class_id]
    ]  # fmt: skip
    return in_plan + [(span, person) for _class, span, person in talks_elsewhere([class_id], now=now)]


def elsewhere_in_plan(proposals: Iterable[Proposal], *, now: datetime) -> dict[int, Person]:
    """By proposal of a round: who of the team is with another class then."""
    found, busy = {}, {}
    for each in proposals:
        if each.times:
            key = each.round_id, each.class_id
            if key not in busy:
                busy[key] = busy_in_plan(*key, now=now)
            starts_at, ends_at = each.slots[0].starts_at, each.slots[-1].ends_at
            who = next((person for span, person in busy[key] if clashes(starts_at, ends_at, [span])), None)
            if who is not None:
                found[each.id] = who
    return found
