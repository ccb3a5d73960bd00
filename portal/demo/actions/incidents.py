"""The demo's register: one incident of some weeks ago, from the call for help to what was added afterwards."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts
from portal.incidents.models import Incident
from portal.incidents.rules import Kind
from portal.outbox import Message, State


def fill(cast: Cast, *, now: datetime) -> None:
    """A visitor shouted, Ravi came, everybody was safe, and the facts were written down the same day."""
    then, reception, ravi = _a_morning(now - timedelta(days=24)), cast.places["reception"], cast.people["ravi"]
    call = help_calls.raise_call(reception, key="demo", is_quiet=False, now=then)
    help_calls.answer_coming(call, ravi, now=then + timedelta(seconds=21))
    help_calls.stand_down(call, ravi, Ended(Ending.SAFE), now=then + timedelta(minutes=6))
    db.session.flush()
    draft = db.session.scalars(select(Incident).where(Incident.help_call_id == call.id)).unique().one()
    facts = Facts(
        kind=Kind.VERBAL, place=reception, happened_at=then, involved="Een bezoeker en de collega aan de balie.",
        what_happened="De bezoeker schreeuwde over een afspraak die niet doorging en sloeg met de hand op de balie.",
        injuries="Niemand gewond.", measures_taken="Een collega kwam erbij. Na vijf minuten gesprek ging hij weg.",
    )  # fmt: skip
    incidents.complete(draft, ravi, facts, now=then + timedelta(hours=1))
    incidents.add(
        draft,
        cast.people["sam"],
        "Gesproken met de collega. De bezoeker is gebeld voor een gesprek.",
        now=then + timedelta(days=1),
    )
    # It is long ago: nobody gets a mail about it today.
    for message in db.session.scalars(
        select(Message).where(Message.state == State.WAITING, Message.queued_at < now - timedelta(hours=1))
    ):
        message.state, message.sent_at = State.SENT, message.queued_at


def _a_morning(at: datetime) -> datetime:
    """Twenty past ten, on the school day of this moment or the last one before it."""
    return i18n.at_school(school_day(i18n.local_date(at), forward=False), 10, 20)
