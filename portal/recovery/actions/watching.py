"""Jobs: a case whose owner left goes to somebody else, the owner is reminded, and what is late is said once."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from portal import heartbeat, outbox
from portal.db import db, reading, rows_changed, transaction
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.actions.next import write_down as _write_down
from portal.recovery.models import RecoveryCase
from portal.school.models import Person

LOOKS_EVERY = timedelta(seconds=30)
IN_ONE_GO = 20


def hand_over_one(now: datetime) -> bool:
    """Job: every half minute, give the cases of who works here no longer to who does."""
    if not heartbeat.comes_round("recovery", now, every=LOOKS_EVERY):
        return False
    with reading():
        numbers = [case.id for case in queries.must_change(IN_ONE_GO)]
    if numbers:
        with transaction():
            hand_over(now)
    return bool(numbers)


def hand_over(now: datetime) -> int:
    """Look at all open cases; returns how many went to somebody else."""
    number = 0
    for case in queries.must_change(IN_ONE_GO):
        other = queries.next_leader(case.incident_id, but=case.owner_id)
        if other is not None:
            give(case, other, None, now=now)
            number += 1
    return number


def give(case: RecoveryCase, to: Person, by: Person | None, *, now: datetime) -> None:
    """This case is somebody else's from now on, who is told."""
    one = update(RecoveryCase).where(
        RecoveryCase.id == case.id, RecoveryCase.owner_id == case.owner_id, RecoveryCase.closed_at.is_(None)
    )
    if to.id == case.owner_id or rows_changed(one.values(owner_id=to.id, tell_at=now, told_at=None)) != 1:
        return
    db.session.refresh(case)
    _write_down(case, "recovery handed over", What.RECOVERY_HANDED_OVER, by, now, words={"to": to.full_name})


def tell_one(now: datetime) -> bool:
    """Job: tell one owner that something waits."""
    waiting = select(RecoveryCase).where(
        RecoveryCase.closed_at.is_(None), RecoveryCase.told_at.is_(None), RecoveryCase.tell_at <= now
    ).order_by(RecoveryCase.tell_at, RecoveryCase.id).limit(1)  # fmt: skip
    with reading():
        number = db.session.scalar(waiting.with_only_columns(RecoveryCase.id))
    if number is None:
        return False
    with transaction():
        one = update(RecoveryCase).where(RecoveryCase.id == number, RecoveryCase.told_at.is_(None))
        if rows_changed(one.values(told_at=now)) == 1:
            case = db.session.get_one(RecoveryCase, number)
            outbox.queue(case.owner, "recovery/messages/waiting.txt", case, now=now, path="/recovery")
    return True


def escalate_one(now: datetime) -> bool:
    """Job: tell the other leaders, or when there is none the owner again, that something waits longer than agreed."""
    late = select(RecoveryCase).where(
        RecoveryCase.closed_at.is_(None), RecoveryCase.due_at < now, RecoveryCase.late_told_at.is_(None)
    ).order_by(RecoveryCase.due_at, RecoveryCase.id)  # fmt: skip
    with reading():
        if db.session.scalar(late.with_only_columns(RecoveryCase.id).limit(1)) is None:
            return False
    with transaction():
        told: dict[int, tuple[Person, RecoveryCase]] = {}
        for case in db.session.scalars(late).unique():
            one = update(RecoveryCase).where(RecoveryCase.id == case.id, RecoveryCase.late_told_at.is_(None))
            if rows_changed(one.values(late_told_at=now)) == 1:
                others = [person for person in queries.leaders() if person.id != case.owner_id] or [case.owner]
                told |= {person.id: (person, case) for person in others}
        for person, case in told.values():
            outbox.queue(person, "recovery/messages/late.txt", case, now=now, path="/recovery")
    return True
