"""Help calls as responders, the kiosk and the monitor see them."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, true

from portal import outbox, vault
from portal.chains import queries as chains
from portal.db import db
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.help_calls.rules import shows_numbers
from portal.outbox import Channel, Message
from portal.outbox import State as Fate
from portal.school.models import Person, Place, Role

SHOWN = 30
# What has not left by then is trouble: the lanes look several times a second.
NOT_SENT_AFTER = timedelta(seconds=10)
LINK_DIGITS = 32


def calls_for(person: Person) -> list[HelpCall]:
    """The calls this person was told about, newest first; leader and coordinator see all."""
    query = select(HelpCall).order_by(HelpCall.closed_at.is_not(None), HelpCall.raised_at.desc(), HelpCall.id.desc())
    return list(db.session.scalars(query.where(_for(person)).limit(SHOWN)).unique())


def open_calls_for(person: Person) -> list[HelpCall]:
    """The open calls this person was told about."""
    query = select(HelpCall).where(HelpCall.closed_at.is_(None), _for(person)).order_by(HelpCall.raised_at, HelpCall.id)
    return list(db.session.scalars(query).unique())


def unanswered_calls_for(person: Person) -> list[HelpCall]:
    """The open calls that wait for an answer of this person: those that sound on an open screen."""
    waiting = select(CalledResponder.call_id).where(
        CalledResponder.person_id == person.id, CalledResponder.told_at.is_not(None), CalledResponder.answer.is_(None)
    )
    query = select(HelpCall).where(HelpCall.closed_at.is_(None), HelpCall.id.in_(waiting)).order_by(HelpCall.id)
    return list(db.session.scalars(query).unique())


def told_once(call: HelpCall) -> list[CalledResponder]:
    """Everybody who was asked to come, each once, in the order of the chain."""
    return _first_rows(row for row in call.responders if row.told_at)


def _for(person: Person):
    told = select(CalledResponder.call_id).where(
        CalledResponder.person_id == person.id, CalledResponder.told_at.is_not(None)
    )
    return true() if {Role.LEADER, Role.COORDINATOR} & person.all_roles else HelpCall.id.in_(told)


def open_call_at(place_id: int) -> HelpCall | None:
    """The open call of a place, or None."""
    query = select(HelpCall).where(HelpCall.place_id == place_id, HelpCall.closed_at.is_(None))
    return db.session.scalars(query).unique().first()


def call_of_key(key: str) -> HelpCall | None:
    """The call that a press made, however often it was sent."""
    return db.session.scalars(select(HelpCall).where(HelpCall.key == key)).unique().first()


def open_drills() -> list[HelpCall]:
    """The practices that are going on, at any place."""
    query = select(HelpCall).where(HelpCall.closed_at.is_(None), HelpCall.is_drill).order_by(HelpCall.id)
    return list(db.session.scalars(query).unique())


def is_real_call_open() -> bool:
    """Whether anybody anywhere in the school calls for help now."""
    query = select(HelpCall.id).where(HelpCall.closed_at.is_(None), HelpCall.is_drill.is_(False))
    return db.session.scalar(query.limit(1)) is not None


def last_press(call: HelpCall) -> datetime:
    """When help was asked for last: the call itself, or more people."""
    pressed = select(func.max(CallEvent.at)).where(CallEvent.call_id == call.id, CallEvent.what == "more")
    return db.session.scalar(pressed) or call.raised_at


def link_of(row: CalledResponder) -> str:
    """The address under which this responder answers without signing in: nobody else, and no other call."""
    return f"/help-calls/come/{row.id}.{_mark_of(row)}"


def responder_of_link(token: str) -> CalledResponder | None:
    """Whose link this is; None when it is nobody's. The call may be over."""
    number, _dot, mark = token.partition(".")
    row = db.session.get(CalledResponder, int(number)) if number.isdecimal() and len(number) < 10 else None
    return row if row is not None and hmac.compare_digest(_mark_of(row).encode(), mark.encode()) else None


def _mark_of(row: CalledResponder) -> str:
    about = f"{row.id} {row.call_id} {row.person_id}"
    return vault.ring.mark(about, "called_responder.link")[:LINK_DIGITS]


@dataclass(frozen=True)
class Helper:
    """A colleague as the caller sees them: first name, and minutes (0: less than one) since they answered or came."""

    name: str
    minutes: int


@dataclass(frozen=True)
class CallerSees:
    """The truth about a call, for the screen at the desk: numbers of colleagues, and who they are once they act."""

    told: int
    reached: int
    seen: int
    coming: list[Helper]
    there: list[Helper]
    not_sent: list[Channel]
    shows_numbers: bool


def what_the_caller_sees(call: HelpCall, *, now: datetime) -> CallerSees:
    """Who was told, reached and seen, who comes and who is there, and by which channels nothing leaves."""
    told = _first_rows(row for row in call.responders if row.told_at)
    there = _first_rows(row for row in call.responders if row.there_at)
    coming = _first_rows(row for row in call.responders if row.helps and not row.there_at)
    reached, not_sent = _fates_of(call, now)
    return CallerSees(
        told=len(told),
        reached=reached,
        seen=sum(row.seen_at is not None for row in told),
        coming=[Helper(row.person.first_name, _minutes(row.answered_at, now)) for row in coming],
        there=[Helper(row.person.first_name, _minutes(row.there_at, now)) for row in there],
        not_sent=not_sent,
        shows_numbers=shows_numbers(state=call.state, raised_at=call.raised_at, now=now),
    )


def _first_rows(rows: Iterable[CalledResponder]) -> list[CalledResponder]:
    found: dict[int, CalledResponder] = {}
    for row in rows:
        found.setdefault(row.person_id, row)
    return list(found.values())


def _minutes(since: datetime | None, now: datetime) -> int:
    return int((now - since).total_seconds() // 60) if since else 0


def _fates_of(call: HelpCall, now: datetime) -> tuple[int, list[Channel]]:
    about = (Message.kind == HelpCall.__tablename__, Message.about == call.id)
    reached = select(func.count(Message.person_id.distinct())).where(*about, Message.state == Fate.SENT)
    stuck = (Message.state == Fate.WAITING) & (Message.queued_at < now - NOT_SENT_AFTER)
    failed = Message.state.in_((Fate.FAILED, Fate.RETURNED))
    channels = select(Message.channel).where(*about, stuck | failed).distinct().order_by(Message.channel)
    return db.session.scalar(reached) or 0, list(db.session.scalars(channels))


def ready_responders(place: Place, *, now: datetime) -> list[Person]:
    """Who would be told now and can be reached, each once, in the order of the steps."""
    people = dict.fromkeys(called.person for step in chains.chain_at(place, now=now) for called in step.called)
    return [person for person in people if outbox.can_be_called(person)]


def phone_numbers(place: Place) -> list[tuple[str, str]]:
    """Who can be phoned when nobody comes: the other places in the building, by name."""
    query = select(Place).where(Place.phone != "", Place.id != place.id).order_by(Place.name, Place.id)
    return [(other.name, other.phone) for other in db.session.scalars(query)]


def is_climb_late(now: datetime, *, after: timedelta) -> bool:
    """Whether an open call should have climbed longer ago than this: the worker is not there."""
    late = select(HelpCall.id).where(HelpCall.closed_at.is_(None), HelpCall.climbs_at < now - after)
    return db.session.scalar(late.limit(1)) is not None
