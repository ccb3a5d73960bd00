"""What a round knows of a child, its homes, and the times that a longer conversation about it takes."""

from datetime import timedelta

from sqlalchemy import select

from portal.conversations.models import Booking, ChildInRound, Round, Slot
from portal.conversations.queries.slots import times_of
from portal.conversations.rules import Interpreter, taken_by
from portal.db import db
from portal.school.models import Guardian, Guardianship


def child_in_round(round_id: int, class_id: int, pupil_id: int) -> ChildInRound | None:
    """What the team said about a child in a round; None when it is as every other."""
    query = select(ChildInRound).where(
        ChildInRound.round_id == round_id, ChildInRound.class_id == class_id, ChildInRound.pupil_id == pupil_id
    )
    return db.session.scalars(query).first()


def minutes_for(taking_part: Round, child: ChildInRound | None, interpreter: Interpreter) -> int | None:
    """How long a conversation about a child takes; None when it is as long as its time."""
    extra = taking_part.interpreter_minutes if interpreter is not Interpreter.NONE else 0
    asked = child.minutes if child else None
    return (asked or taking_part.minutes) + extra if asked or extra else None


def homes_of(pupil_id: int) -> list[int]:
    """The households of a child that may open its pages, by number."""
    query = select(Guardian.household_id).join(Guardianship, Guardianship.guardian_id == Guardian.id)
    query = query.where(Guardianship.pupil_id == pupil_id, Guardianship.has_access)
    return sorted(set(db.session.scalars(query)))


def is_held_apart(round_id: int, class_id: int, pupil_id: int) -> bool:
    """Whether one of the child's homes has a conversation of its own already: then each has its own."""
    query = select(Booking.id).where(
        Booking.round_id == round_id, Booking.class_id == class_id, Booking.pupil_id == pupil_id,
        Booking.cancelled_at.is_(None), ~Booking.is_together,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def taken_from(slot: Slot, minutes: int) -> list[Slot]:
    """This time and the ones after it that a conversation of so many minutes takes; [] when they end too early."""
    times = [each for each, _held in times_of(slot.round_id, slot.class_id, since=slot.starts_at)]
    return times[: taken_by([(each.starts_at, each.ends_at) for each in times], timedelta(minutes=minutes))]
