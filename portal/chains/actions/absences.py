"""Days that are different: who is away, who has a duty beside the weekly shifts, and who stands in for whom."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from portal import audit
from portal.chains.actions.safety import somebody_stays
from portal.chains.models import Duty, DutyException, Substitute
from portal.chains.rules import Span
from portal.db import Refusal, db
from portal.school.models import Person


class ReplacedAlready(Refusal):
    """On some of these days somebody stands in for this person already, or this person for somebody else."""


@dataclass(frozen=True)
class Hours:
    """A day, whole or between two times."""

    on: date
    starts: time | None = None
    ends: time | None = None


def go_off(person: Person, hours: Hours, by: Person, *, now: datetime) -> DutyException:
    """This person is not called on a day, or a part of it. Raises LeavesNobody when too few are left."""
    with somebody_stays(now=now):
        row = DutyException(on=hours.on, starts=hours.starts, ends=hours.ends, person_id=person.id)
        db.session.add(row)
    audit.did(by, "went off duty", row, now=now)
    return row


def add_extra(duty: Duty, person: Person, hours: Hours, by: Person, *, now: datetime) -> DutyException:
    """Somebody has a duty on one day beside the weekly shifts."""
    row = DutyException(on=hours.on, starts=hours.starts, ends=hours.ends, person_id=person.id, duty_id=duty.id)
    db.session.add(row)
    audit.did(by, "extra duty given", row, now=now)
    return row


def take_back(row: DutyException, by: Person, *, now: datetime) -> None:
    """That day is as usual after all. Raises LeavesNobody."""
    audit.did(by, "day as usual", row, now=now)
    with somebody_stays(now=now):
        db.session.delete(row)


def stand_in(by: Person, person: Person, days: Span, who: Person, *, now: datetime) -> Substitute:
    """`by` is called in the place of `person` on these days. Raises ReplacedAlready, LeavesNobody."""
    with somebody_stays(now=now):
        if db.session.scalar(select(Substitute.id).where(*_same_days(days, person, by)).limit(1)) is not None:
            raise ReplacedAlready
        row = Substitute(person_id=person.id, by_id=by.id, starts_on=days.starts_on, ends_on=days.ends_on)
        db.session.add(row)
    audit.did(who, "substitute named", row, now=now)
    return row


def _same_days(days: Span, person: Person, by: Person) -> tuple:
    # A substitute is not replaced in turn: on paper that reads well, in a hurry nobody knows who comes.
    is_same = (Substitute.person_id.in_([person.id, by.id])) | (Substitute.by_id == person.id)
    return is_same, Substitute.starts_on <= days.ends_on, Substitute.ends_on >= days.starts_on


def end_standing_in(row: Substitute, by: Person, *, now: datetime) -> None:
    """Raises LeavesNobody."""
    audit.did(by, "substitute withdrawn", row, now=now)
    with somebody_stays(now=now):
        db.session.delete(row)
