"""Raising a call for help with a copy of the place's chain, and starting a practice."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db
from portal.help_calls.actions.climbing import climb
from portal.help_calls.actions.ending import end_drill
from portal.help_calls.actions.telling import note
from portal.help_calls.models import CalledResponder, ChainResponder, HelpCall
from portal.help_calls.queries import open_call_at
from portal.help_calls.rules import SAME_PRESS, Level
from portal.school.models import Person, Place

NOT_WAITED = timedelta(0)


class CallIsOpen(Refusal):
    """There is a call at this place already; practising waits."""


def raise_call(
    place: Place, *, key: str, is_quiet: bool, now: datetime, level: Level = Level.EMERGENCY, is_drill: bool = False,
    waited: timedelta = NOT_WAITED,
) -> HelpCall:  # fmt: skip
    """Raise a call with a copy of the place's chain and tell its first step; one transaction.

    The open call of the place is returned when there is one: a frightened finger presses twice. A later press,
    with another key, asks for more people: the next step is told at once, and assistance becomes an emergency when
    that is what was pressed. A practice that is going on ends at once. `waited`: at the kiosk, for a connection.
    """
    known = _call_of(key) or open_call_at(place.id)
    if known is not None and known.is_open and known.is_drill and known.key != key and not is_drill:
        end_drill(known, now)
        known = None
    if known is not None:
        _ask_for_more(known, key, level, now)
        return known
    call = HelpCall(key=key, place_id=place.id, level=level, is_quiet=is_quiet, is_drill=is_drill, raised_at=now,
                    climbs_at=now, waited_seconds=int(waited.total_seconds()))  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(call)
            db.session.flush()
    except IntegrityError:
        # Somebody was a moment earlier, at this place or with this very press.
        return open_call_at(place.id) or cast(HelpCall, _call_of(key))
    _copy_chain(call)
    note(call, "raised", None, now)
    climb(call, now=now, is_asked_for=True)
    return call


def _call_of(key: str) -> HelpCall | None:
    return db.session.scalars(select(HelpCall).where(HelpCall.key == key)).unique().first()


def _ask_for_more(call: HelpCall, key: str, level: Level, now: datetime) -> None:
    if not call.is_open or call.key == key:
        return
    is_worse = level is Level.EMERGENCY and call.level is Level.ASSIST
    if is_worse:
        call.level = level
    if is_worse or now - call.raised_at > SAME_PRESS:
        note(call, "more", None, now)
        climb(call, now=now, is_asked_for=True)


def start_drill(place: Place, person: Person, *, now: datetime) -> HelpCall:
    """Practise: the same chain and the same messages, each marked as practice. Raises CallIsOpen."""
    if open_call_at(place.id) is not None:
        raise CallIsOpen
    call = raise_call(place, key=f"drill {place.id} {now.isoformat()}", is_quiet=False, now=now, is_drill=True)
    audit.did(person, "drill started", call, now=now)
    return call


def set_chain(place: Place, responders: list[ChainResponder]) -> None:
    """Give a place its chain; calls that are open keep the one they were raised with."""
    for row in db.session.scalars(select(ChainResponder).where(ChainResponder.place_id == place.id)).unique():
        db.session.delete(row)
    db.session.flush()
    for row in responders:
        row.place_id = place.id
        db.session.add(row)


def _copy_chain(call: HelpCall) -> None:
    chain = select(ChainResponder).where(ChainResponder.place_id == call.place_id)
    for row in db.session.scalars(chain.order_by(ChainResponder.position, ChainResponder.id)).unique():
        call.responders.append(
            CalledResponder(position=row.position, wait_seconds=row.wait_seconds, person_id=row.person_id,
                            part=row.part, person=row.person)
        )  # fmt: skip
    # Their links are made of their numbers.
    db.session.flush()
