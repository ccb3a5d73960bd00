"""Telling colleagues that they are needed, or no longer; and the timeline of a call."""

from datetime import datetime

from portal import outbox
from portal.db import db
from portal.help_calls import queries
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.outbox import Channel
from portal.school.models import Person


def note(call: HelpCall, what: str, person: Person | None, now: datetime) -> None:
    """A line of the timeline."""
    db.session.add(CallEvent(call_id=call.id, at=now, what=what, person_id=person.id if person else None))


def tell(call: HelpCall, row: CalledResponder, now: datetime) -> None:
    """Ask a colleague to come, with a link of their own, on the channels of the step: on all when none is left."""
    row.told_at = row.told_at or now
    note(call, "told", row.person, now)
    wished = frozenset(Channel(name) for name in row.channels.split(",") if name)
    outbox.queue(
        row.person, "help_calls/messages/come.txt", call, now=now, path=queries.link_of(row), is_urgent=True,
        preferring=wished, place=call.place.name, level=call.level.value, is_drill=call.is_drill, waited=call.waited,
    )  # fmt: skip


def tell_over(call: HelpCall, now: datetime) -> None:
    """Everybody who was asked hears that it is over, on every channel."""
    rows = {row.person_id: row for row in call.responders if row.told_at}
    for row in rows.values():
        outbox.queue(
            row.person, "help_calls/messages/over.txt", call, now=now, path=queries.link_of(row), is_urgent=True,
            place=call.place.name, ending=call.ending.value if call.ending else "", is_drill=call.is_drill,
        )  # fmt: skip
