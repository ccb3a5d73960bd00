"""Who chooses before others in a round, and was not told so yet."""

from datetime import datetime

from sqlalchemy import and_, exists, or_, select

from portal.conversations.models import Booking, ChildInRound, FirstTold, Round, WaitingPlace
from portal.conversations.rules import RoundState, Stage, Wanted
from portal.db import db
from portal.school.models import Guardian, Guardianship, Person, Pupil


def rounds_with_head_start(*, now: datetime) -> list[Round]:
    """The rounds in which some families choose already, and the others do not."""
    query = select(Round).where(Round.state == RoundState.OPEN, Round.head_start_at <= now, Round.opens_at > now)
    return [each for each in db.session.scalars(query.order_by(Round.id)) if each.stage(now) is Stage.HEAD_START]


def told_first(running: Round) -> set[int]:
    """Who was told, by number."""
    return set(db.session.scalars(select(FirstTold.person_id).where(FirstTold.round_id == running.id)))


def to_tell_first(running: Round) -> list[Person]:
    """Guardians of a child that the team wants to talk about and that has no time, or whose talk was called off.

    Who has several children in the round is told with its classes.
    """
    home = Guardian.household_id
    about = Booking.round_id == running.id, Booking.pupil_id == Guardianship.pupil_id, Booking.cancelled_at.is_(None)
    held = exists().where(*about, or_(Booking.household_id == home, Booking.is_together))
    said = ChildInRound.round_id == running.id, ChildInRound.pupil_id == Guardianship.pupil_id
    wanted = exists().where(*said, ChildInRound.wanted == Wanted.WANTED)
    waits = WaitingPlace.round_id == running.id, WaitingPlace.pupil_id == Guardianship.pupil_id
    called_off = exists().where(
        *waits, WaitingPlace.household_id == home, WaitingPlace.is_first, WaitingPlace.ended_at.is_(None)
    )
    told = exists().where(FirstTold.round_id == running.id, FirstTold.person_id == Person.id)
    query = select(Person).join(Guardian, Guardian.person_id == Person.id)
    query = query.join(Guardianship, Guardianship.guardian_id == Guardian.id)
    query = query.join(Pupil, Pupil.id == Guardianship.pupil_id)
    query = query.where(Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None))
    query = query.where(or_(and_(wanted, ~held), called_off), ~told)
    return list(dict.fromkeys(db.session.scalars(query.order_by(Person.id)).unique()))
