"""Raising a call for help with a copy of the place's chain, and starting a practice."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.chains import queries as chains
from portal.db import Refusal, db
from portal.help_calls import queries
from portal.help_calls.actions.climbing import CallIsOver, climb, lock_open
from portal.help_calls.actions.ending import end_drills
from portal.help_calls.actions.telling import note
from portal.help_calls.models import CalledResponder, HelpCall
from portal.help_calls.rules import Level, is_same_press
from portal.school.models import Person, Place

NOT_WAITED = timedelta(0)


class CallIsOpen(Refusal):
    """A call is going on; practising waits."""


def raise_call(
    place: Place, *, key: str, is_quiet: bool, now: datetime, level: Level = Level.EMERGENCY, is_drill: bool = False,
    waited: timedelta = NOT_WAITED,
) -> HelpCall:  # fmt: skip
    """Raise a call with a copy of the place's chain and tell its first step; one transaction.

    The open call of the place is returned when there is one: a frightened finger presses twice. A later press,
    with another key, asks for more people: the next step is told at once, and assistance becomes an emergency when
    that is what was pressed. A practice that is going on, at any place, ends at once; a practice itself waits for
    real calls to be over. `waited` is how long the press waited at the kiosk for a connection. Raises CallIsOpen for
    a practice only.
    """
    known = _going_on(place, key, level, is_drill=is_drill, now=now)
    if known is not None:
        return known
    call = HelpCall(key=key, place_id=place.id, level=level, is_quiet=is_quiet, is_drill=is_drill, raised_at=now,
                    climbs_at=now, waited_seconds=int(waited.total_seconds()))  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(call)
            db.session.flush()
    except IntegrityError:
        # Somebody was a moment earlier, at this place or with this very press: look again.
        return raise_call(place, key=key, is_quiet=is_quiet, now=now, level=level, is_drill=is_drill, waited=waited)
    _copy_chain(call, now)
    note(call, "raised", None, now)
    climb(call, now=now, is_asked_for=True)
    return call


def _going_on(place: Place, key: str, level: Level, *, is_drill: bool, now: datetime) -> HelpCall | None:
    """The call that this press made before, or asks more people for; None when it makes a new one."""
    known = queries.call_of_key(key)
    if known is not None:
        return known
    if is_drill and (queries.is_real_call_open() or queries.open_call_at(place.id)):
        raise CallIsOpen
    if not is_drill:
        end_drills(now)
    call = queries.open_call_at(place.id)
    return call if call is not None and _asked_for_more(call, level, now) else None


def _asked_for_more(call: HelpCall, level: Level, now: datetime) -> bool:
    """Call more people; False when the call was ended a moment ago: then this press is a new call."""
    try:
        lock_open(call)
    except CallIsOver:
        return False
    is_worse = level is Level.EMERGENCY and call.level is Level.ASSIST
    if is_worse:
        call.level = level
    if is_worse or not is_same_press(last=queries.last_press(call), now=now):
        note(call, "more", None, now)
        climb(call, now=now, is_asked_for=True)
    return True


def start_drill(place: Place, person: Person, *, now: datetime) -> HelpCall:
    """Practise: the same chain and the same messages, each marked as practice. Raises CallIsOpen."""
    call = raise_call(place, key=f"drill {place.id} {now.isoformat()}", is_quiet=False, now=now, is_drill=True)
    audit.did(person, "drill started", call, now=now)
    return call


def _copy_chain(call: HelpCall, now: datetime) -> None:
    for step in chains.chain_at(call.place, now=now):
        for called in step.called:
            call.responders.append(
                CalledResponder(
                    position=step.position, wait_seconds=step.wait_seconds, needed=step.needed, part=called.part,
                    channels=",".join(sorted(step.channels)), person_id=called.person.id, person=called.person,
                )
            )  # fmt: skip
    # Their links are made of their numbers.
    db.session.flush()
