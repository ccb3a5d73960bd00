"""A team receives families at other times: what is free changes, and what is booked waits to be moved or called off."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from portal import audit, heartbeat
from portal.conversations import queries
from portal.conversations.actions import by_hand, locks, waiting
from portal.conversations.actions.refusals import NewTimesWait, NoTimes, RoundOver, TeacherElsewhere, TimesOverlap
from portal.conversations.actions.rounds import add_times, check_teachers
from portal.conversations.models import NewTimes, RoundClass, Slot
from portal.conversations.queries.new_times import all_that_wait, outside, to_come, waiting_times
from portal.conversations.rules import Stage, Window, clashes, is_inside, laid_around, overlapping
from portal.db import db, reading, transaction
from portal.school.models import Person

EVERY = timedelta(seconds=20)


def change_times(
    row: RoundClass, by: Person, windows: list[Window], *, minutes: int, gap: int, now: datetime
) -> NewTimes:
    """From now on the team receives families in these windows, instead of at the times it has still to come.

    A conversation in a window stays as it is. As long as one is outside, the new times wait: no family can choose what
    goes or what comes. With none outside they hold at once. Nobody is told.
    Raises RoundOver, NewTimesWait, TimesOverlap, TeacherElsewhere or NoTimes.
    """
    if row.round.stage(now) in (Stage.DRAFT, Stage.FILLING, Stage.DONE):
        raise RoundOver
    _lock(row, now=now)
    if waiting_times(row) is not None:
        raise NewTimesWait
    if overlapping(windows):
        raise TimesOverlap
    spans = [[window.starts_at.isoformat(), window.ends_at.isoformat()] for window in windows]
    change = NewTimes(
        row_id=row.id, row=row, spans=spans, minutes=minutes, gap=gap, closed=[], added=[], asked_by_id=by.id,
        asked_at=now,
    )  # fmt: skip
    if not _starts(change, now=now) and not _inside(change, now=now):
        raise NoTimes
    db.session.add(change)
    _close_what_goes(change, now=now)
    _add_what_comes(change, now=now)
    audit.did(by, "times changed", row, now=now)
    settle(row, now=now)
    return change


def settle(row: RoundClass, *, now: datetime) -> bool:
    """Let the new times hold once no conversation is outside them; whether they do now."""
    change = waiting_times(row)
    if change is None or outside(change, now=now):
        return False
    _lock(row, now=now)
    if change.ended_at is not None:
        return False
    length, starts = timedelta(minutes=change.minutes), set(_starts(change, now=now))
    times = to_come(row, now=now)
    free = [each.slot for each in times if not each.booking]
    _remove([slot for slot in free if slot.starts_at not in starts], now=now)
    stays = [slot for slot in free if slot.starts_at in starts]
    for slot in stays:
        slot.ends_at = slot.starts_at + length
    missing = sorted(starts - {each.starts_at for each in times})
    missing = [start for start in missing if not _is_elsewhere(row, start, start + length)]
    added = add_times(row.round, row.class_id, missing, minutes=change.minutes)
    change.ended_at = now
    _give([slot for slot in stays if slot.id in {*change.closed, *change.added}] + added, row, now=now)
    return True


def _remove(slots: list[Slot], *, now: datetime) -> None:
    """Free times go; one that a family ever had stays, and is kept free."""
    for slot in slots:
        slot.is_blocked = True
    waiting.withdraw(slots, now=now)
    for slot in slots:
        by_hand.take_out(slot)
        if not queries.was_ever_held(slot):
            db.session.execute(delete(Slot).where(Slot.id == slot.id))


def leave_as_it_was(row: RoundClass, by: Person, *, now: datetime) -> bool:
    """Take new times back that wait; who was moved already keeps the new time. False when none wait any more."""
    change = waiting_times(row)
    if change is None:
        return False
    _lock(row, now=now)
    if change.ended_at is not None:
        return False
    change.ended_at = now
    for slot in _numbered(change.added):
        if slot.is_blocked and not queries.was_ever_held(slot):
            db.session.delete(slot)
    audit.did(by, "times change taken back", row, now=now)
    _give(_numbered(change.closed), row, now=now)
    return True


def settle_one(now: datetime) -> bool:
    """Job: let new times hold that waited for nothing but a family that moved itself. Whether there were any."""
    if not heartbeat.comes_round("new times", now, every=EVERY):
        return False
    with reading():
        rows = [change.row_id for change in all_that_wait() if not outside(change, now=now)]
    for number in rows[:1]:
        with transaction() as session:
            settle(session.get_one(RoundClass, number), now=now)
    return bool(rows)


def _lock(row: RoundClass, *, now: datetime) -> None:
    """Nobody books with this team, nor adds a time, until this transaction ends."""
    locks.lock_class(row.class_id)
    locks.locked_blocked(each.slot.id for each in to_come(row, now=now))
    db.session.expire_all()


def _inside(change: NewTimes, *, now: datetime) -> list[tuple[datetime, datetime]]:
    """The times of conversations that stay where they are."""
    held = [each for each in to_come(change.row, now=now) if each.booking]
    return [
        (each.slot.starts_at, each.slot.ends_at) for each in held
        if each.booking and is_inside(each.booking.slot.starts_at, each.booking.ends_at, change.windows)
    ]  # fmt: skip


def _starts(change: NewTimes, *, now: datetime) -> list[datetime]:
    """When the times begin that the windows hold beside the conversations in them."""
    inside = _inside(change, now=now)
    found = laid_around(change.windows, inside, minutes=change.minutes, gap=change.gap)
    return [start for start in found if start > now]


def _close_what_goes(change: NewTimes, *, now: datetime) -> None:
    length, starts = timedelta(minutes=change.minutes), set(_starts(change, now=now))
    away = {booking.id for booking in outside(change, now=now)}
    gone = [
        each.slot for each in to_come(change.row, now=now) if not each.slot.is_blocked
        and (each.booking.id in away if each.booking else not _is_new(each.slot, starts, length))
    ]  # fmt: skip
    # Blocked before what is in them is moved or called off: so nobody else is offered a time that goes.
    for slot in gone:
        slot.is_blocked = True
        by_hand.take_out(slot)
    change.closed = [slot.id for slot in gone]
    db.session.flush()
    waiting.withdraw(gone, now=now)


def _is_new(slot: Slot, starts: set[datetime], length: timedelta) -> bool:
    return slot.starts_at in starts and slot.ends_at - slot.starts_at == length


def _add_what_comes(change: NewTimes, *, now: datetime) -> None:
    """New times beside what is there; those that only fit when others are gone come when the change holds."""
    row, length = change.row, timedelta(minutes=change.minutes)
    times = to_come(row, now=now)
    starts, known = set(_starts(change, now=now)), {each.starts_at: each.slot for each in times}
    coming = [start for start in sorted(starts) if start not in known or known[start].id in change.closed]
    held = [(each.slot.starts_at, each.slot.ends_at) for each in times if each.booking]
    fitting = [start for start in coming if not clashes(start, start + length, held)]
    check_teachers(row.round, row.class_id, [(start, start + length) for start in fitting])
    added = add_times(row.round, row.class_id, [s for s in fitting if s not in known], minutes=change.minutes)
    for slot in added:
        slot.is_blocked = True
    db.session.flush()
    change.added = [slot.id for slot in added]


def _is_elsewhere(row: RoundClass, starts_at: datetime, ends_at: datetime) -> bool:
    try:
        check_teachers(row.round, row.class_id, [(starts_at, ends_at)])
    except (TimesOverlap, TeacherElsewhere):
        return True
    return False


def _numbered(numbers: list[int]) -> list[Slot]:
    return list(db.session.scalars(select(Slot).where(Slot.id.in_(numbers)).order_by(Slot.starts_at, Slot.id)))


def _give(slots: list[Slot], row: RoundClass, *, now: datetime) -> None:
    """These times are for families again, first for those that wait; not while a teacher is with another class."""
    db.session.flush()
    for slot in slots:
        is_held = queries.holder_of(slot) is not None
        if slot.is_blocked and (is_held or not _is_elsewhere(row, slot.starts_at, slot.ends_at)):
            slot.is_blocked = False
            db.session.flush()
    waiting.offer_all([slot for slot in slots if not slot.is_blocked and slot.starts_at > now], now=now)
