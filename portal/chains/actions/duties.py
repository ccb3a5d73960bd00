"""Duties with their weekly shifts, and groups of people who are called together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.chains.actions.safety import NameTaken, StillCalled, look_again, somebody_stays
from portal.chains.models import Duty, DutyException, DutyShift, HelpGroup, HelpGroupMember
from portal.chains.queries.listing import places_that_call
from portal.chains.rules import Weeks
from portal.db import Refusal, db, rows_changed
from portal.school.models import Person


class ShiftThere(Refusal):
    """This person has this very shift already."""


def add_duty(name: str, by: Person, *, now: datetime) -> Duty:
    """A new duty, without shifts. Raises NameTaken."""
    duty = Duty(name=name)
    with _own_name():
        db.session.add(duty)
    audit.did(by, "duty added", duty, now=now)
    return duty


def rename_duty(duty: Duty, name: str, by: Person, *, now: datetime) -> None:
    """Raises NameTaken."""
    with _own_name():
        duty.name = name
    audit.did(by, "duty changed", duty, now=now)


def remove_duty(duty: Duty, by: Person, *, now: datetime) -> None:
    """A duty that nobody needs any more. Raises StillCalled, SomebodyWasFirst."""
    look_again(duty)
    if places_that_call(duty):
        raise StillCalled
    audit.did(by, "duty removed", duty, now=now)
    db.session.query(DutyException).filter_by(duty_id=duty.id).delete()
    db.session.delete(duty)
    db.session.flush()


def add_shifts(
    duty: Duty, person: Person, weekdays: Iterable[int], times: tuple[time, time], weeks: Weeks, by: Person,
    *, now: datetime,
) -> None:  # fmt: skip
    """Somebody has a duty on these weekdays between two times. Raises ShiftThere."""
    starts, ends = times
    try:
        with db.session.begin_nested():
            for weekday in weekdays:
                duty.shifts.append(
                    DutyShift(person_id=person.id, weekday=weekday, starts=starts, ends=ends, weeks=weeks)
                )
            db.session.flush()
    except IntegrityError as error:
        db.session.expire(duty)
        raise ShiftThere from error
    db.session.expire(duty, ["shifts"])
    audit.did(by, "duty changed", duty, now=now)


def remove_shift(shift: DutyShift, by: Person, *, now: datetime) -> None:
    """Twice is once. Raises LeavesNobody."""
    duty = shift.duty
    with somebody_stays(now=now):
        rows_changed(delete(DutyShift).where(DutyShift.id == shift.id))
    audit.did(by, "duty changed", duty, now=now)


def add_group(name: str, members: Iterable[int], by: Person, *, now: datetime) -> HelpGroup:
    """Raises NameTaken."""
    group = HelpGroup(name=name, members=[HelpGroupMember(person_id=number) for number in members])
    with _own_name():
        db.session.add(group)
    audit.did(by, "group added", group, now=now)
    return group


def change_group(group: HelpGroup, name: str, members: Iterable[int], by: Person, *, now: datetime) -> None:
    """Raises NameTaken, LeavesNobody, SomebodyWasFirst."""
    look_again(group)
    wanted = set(members)
    with _own_name():
        group.name = name
    with somebody_stays(now=now):
        stay = [row for row in group.members if row.person_id in wanted]
        new = wanted - {row.person_id for row in stay}
        group.members = stay + [HelpGroupMember(person_id=number) for number in sorted(new)]
    audit.did(by, "group changed", group, now=now)


def remove_group(group: HelpGroup, by: Person, *, now: datetime) -> None:
    """Raises StillCalled, SomebodyWasFirst."""
    look_again(group)
    if places_that_call(group):
        raise StillCalled
    audit.did(by, "group removed", group, now=now)
    db.session.delete(group)
    db.session.flush()


@contextmanager
def _own_name() -> Iterator[None]:
    # The constraint says it; the rest of the request goes on from before the change.
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError as error:
        raise NameTaken from error
