"""Chains and the roster as the rules see them: read once, then only thought about."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select

from portal import i18n
from portal.chains.models import (
    Chain,
    DutyException,
    DutyShift,
    HelpGroupMember,
    SchoolHoliday,
    SchoolHours,
    Substitute,
)
from portal.chains.rules import Absence, Extra, Plan, PlannedStep, Roster, Shift, Span, Substitution, Who
from portal.chains.rules.parts import Hours
from portal.chains.rules.roster import USUAL_HOURS
from portal.db import db
from portal.school.models import Person


def local_time(moment: datetime) -> datetime:
    """The moment as the school's clock shows it, without a zone: what the rules compare."""
    return i18n.local(moment).replace(tzinfo=None)


def plan_of(chain: Chain, others: Sequence[Chain] = ()) -> Plan:
    """A chain as plain data; of the other chains of its place those with hours go before the one for always."""
    steps = tuple(
        PlannedStep(step.position, step.wait_seconds, step.needed,
                    tuple(Who(row.kind, row.number, row.part) for row in step.responders))
        for step in chain.steps
    )  # fmt: skip
    but_not: tuple[Hours, ...] = ()
    if chain.starts is None:
        but_not = tuple(
            other.hours for other in others if other.starts is not None and other.place_id == chain.place_id
        )
    return Plan(steps, chain.hours, but_not)


def roster_from(day: date) -> Roster:
    """All that decides who is there, from this day on."""
    exceptions = list(db.session.scalars(select(DutyException).where(DutyException.on >= day)))
    shifts = db.session.execute(
        select(DutyShift.duty_id, DutyShift.person_id, DutyShift.weekday, DutyShift.starts, DutyShift.ends,
               DutyShift.weeks).order_by(DutyShift.starts, DutyShift.id)
    )  # fmt: skip
    substitutes = db.session.scalars(select(Substitute).where(Substitute.ends_on >= day).order_by(Substitute.id))
    holidays = db.session.scalars(select(SchoolHoliday).where(SchoolHoliday.ends_on >= day))
    hours = {row.weekday: (row.starts, row.ends) for row in db.session.scalars(select(SchoolHours))}
    return Roster(
        staff=frozenset(
            db.session.scalars(select(Person.id).where(Person.left_on.is_(None), Person.staff_roles.any()))
        ),
        shifts=tuple(Shift(*row) for row in shifts),
        absences=tuple(Absence(e.person_id, e.on, e.starts, e.ends) for e in exceptions if e.is_away),
        extras=tuple(_extra(e) for e in exceptions if not e.is_away),
        substitutions=tuple(
            Substitution(person=s.person_id, by=s.by_id, starts_on=s.starts_on, ends_on=s.ends_on) for s in substitutes
        ),
        holidays=tuple(Span(row.starts_on, row.ends_on) for row in holidays),
        groups=_groups(),
        hours=hours or USUAL_HOURS,
    )


def _extra(row: DutyException) -> Extra:
    return Extra(row.duty_id or 0, row.person_id, row.on, row.starts or time.min, row.ends or time.max)


def _groups() -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    members = select(HelpGroupMember.group_id, HelpGroupMember.person_id)
    for group_id, person_id in db.session.execute(members.order_by(HelpGroupMember.person_id)):
        found[group_id] = (*found.get(group_id, ()), person_id)
    return found
