"""Opening and closing rounds, and taking single times away from the families."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import telling, waiting
from portal.conversations.actions.locks import locked_is_blocked
from portal.conversations.actions.refusals import NoTimes, SlotOffered, SlotTaken, TeacherElsewhere, TimesOverlap
from portal.conversations.models import Round, RoundClass, Slot
from portal.conversations.rules import RoundState, Window, overlapping, times_in
from portal.db import db
from portal.school.models import Person, SchoolClass


def open_round(
    teacher: Person, school_class: SchoolClass, windows: list[Window], *, title: str, minutes: int, gap: int,
    where: str, now: datetime,
) -> Round:  # fmt: skip
    """Make the times of a round and tell the families. Raises TimesOverlap, TeacherElsewhere or NoTimes."""
    if overlapping(windows):
        raise TimesOverlap
    starts = [start for start in times_in(windows, minutes=minutes, gap=gap) if start > now]
    if not starts:
        raise NoTimes
    opened = Round(
        title=title, language=teacher.language, where=where, minutes=minutes, opened_at=now, opened_by_id=teacher.id
    )
    db.session.add(opened)
    db.session.flush()
    db.session.add(RoundClass(round_id=opened.id, class_id=school_class.id))
    make_times(opened, school_class.id, starts)
    audit.did(teacher, "round opened", opened, now=now)
    telling.tell_opened(opened, school_class, now=now)
    return opened


def make_times(taking_part: Round, class_id: int, starts: list[datetime]) -> None:
    """One time for each start. Raises TimesOverlap when the team has a time then already, or TeacherElsewhere."""
    add_times(taking_part, class_id, starts, minutes=taking_part.minutes)


def add_times(taking_part: Round, class_id: int, starts: list[datetime], *, minutes: int) -> list[Slot]:
    """The same, of another length than the round's. Raises TimesOverlap or TeacherElsewhere."""
    length = timedelta(minutes=minutes)
    check_teachers(taking_part, class_id, [(each, each + length) for each in starts])
    made = [Slot(round_id=taking_part.id, class_id=class_id, starts_at=each, ends_at=each + length) for each in starts]
    try:
        with db.session.begin_nested():
            db.session.add_all(made)
            db.session.flush()
    except IntegrityError as collision:
        raise TimesOverlap from collision
    return made


def check_teachers(taking_part: Round, class_id: int, spans: list[tuple[datetime, datetime]]) -> None:
    """Nobody chooses a time when its teacher is with another class. Raises TimesOverlap or TeacherElsewhere.

    Where the school plans, the plan sees to it: the times of two classes may overlap until it is published.
    """
    found = queries.receives_already(class_id, spans) if spans else None
    if found is None:
        return
    who, of_class = found
    if who is None:
        raise TimesOverlap
    if not taking_part.is_wishing:
        raise TeacherElsewhere(who, of_class)


def block(slot: Slot, teacher: Person, *, now: datetime) -> None:
    """Take a free time away from the families. Raises SlotTaken when one holds it: cancel or move that first.

    Raises SlotOffered while it is held for one that waits: they were told that they can have it.
    """
    if locked_is_blocked(slot):
        return
    if queries.holder_of(slot) is not None:
        raise SlotTaken([])
    if queries.is_spoken_for(slot):
        raise SlotOffered
    slot.is_blocked = True
    audit.did(teacher, "time blocked", slot, now=now)


def unblock(slot: Slot, teacher: Person, *, now: datetime) -> None:
    """Give a blocked time back to the families, first to one that waits. Twice is once.

    Raises TimesOverlap or TeacherElsewhere when the team has other times then by now.
    """
    if not locked_is_blocked(slot):
        return
    check_teachers(slot.round, slot.class_id, [(slot.starts_at, slot.ends_at)])
    slot.is_blocked = False
    audit.did(teacher, "time given back", slot, now=now)
    waiting.offer_freed(slot, now=now)


def close_round(closed: Round, teacher: Person, *, now: datetime) -> None:
    """No more booking; what is booked stays."""
    if closed.state is not RoundState.OPEN:
        return
    closed.state = RoundState.CLOSED
    audit.did(teacher, "round closed", closed, now=now)


def reopen_round(opened: Round, teacher: Person, *, now: datetime) -> None:
    """Undo closing."""
    if opened.state is not RoundState.CLOSED:
        return
    opened.state = RoundState.OPEN
    audit.did(teacher, "round reopened", opened, now=now)
