"""What the team says of one child in a round: together or apart, how long, and whether a conversation is wanted."""

from datetime import datetime

from sqlalchemy import select

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import locks
from portal.conversations.actions.refusals import InTheWayOfIt
from portal.conversations.models import Booking, ChildInRound, RoundClass
from portal.conversations.rules import Wanted
from portal.db import db
from portal.school.models import Person, Pupil


def say_of_child(
    row: RoundClass, pupil: Pupil, by: Person, *, is_apart: bool, minutes: int | None, wanted: Wanted | None,
    now: datetime,
) -> None:  # fmt: skip
    """Say it for the conversations to come; the same again changes nothing.

    Raises InTheWayOfIt with the conversations that are booked otherwise: they stand until somebody changes them.
    """
    # Two who say the first thing of a child at once say it one after the other; and nobody books meanwhile.
    db.session.execute(select(RoundClass.id).where(RoundClass.id == row.id).with_for_update())
    locks.lock_all(queries.homes_of(pupil.id), [])
    minutes = None if minutes == row.round.minutes else minutes
    about = queries.child_in_round(row.round_id, row.class_id, pupil.id)
    if (is_apart, minutes, wanted) == _said(about):
        return
    held = queries.held_about(row, pupil.id)
    contrary = [each for each in held if _is_contrary(each, about, is_apart, minutes, wanted)]
    if contrary:
        raise InTheWayOfIt(contrary)
    if about is None:
        about = ChildInRound(round_id=row.round_id, class_id=row.class_id, pupil_id=pupil.id)
        db.session.add(about)
    about.is_apart, about.minutes, about.wanted = is_apart, minutes, wanted
    audit.did(by, "said of child in round", about, now=now)


def _said(about: ChildInRound | None) -> tuple[bool, int | None, Wanted | None]:
    return (about.is_apart, about.minutes, about.wanted) if about else (True, None, None)


def _is_contrary(
    booking: Booking, about: ChildInRound | None, is_apart: bool, minutes: int | None, wanted: Wanted | None
) -> bool:
    was_apart, was_minutes, was_wanted = _said(about)
    is_divided = is_apart != was_apart and booking.is_together == is_apart
    # An interpreter makes a conversation longer by itself: what it took before is no measure.
    is_other_length = minutes != was_minutes
    is_dropped = wanted is Wanted.NOT_NEEDED and wanted is not was_wanted
    return is_divided or is_other_length or is_dropped
