"""Pupils: they come, move to another class, leave and come back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal import audit
from portal.audit import Audit
from portal.db import db
from portal.school.actions.changing import changed, not_after, one_at_a_time
from portal.school.actions.refusals import CannotUndo, InThatClass, NotThisYear, SamePupil, WrongDay
from portal.school.models import Enrolment, PastEnrolment, Person, Pupil, SchoolClass
from portal.school.queries import current_year
from portal.school.rules import folded


@dataclass(frozen=True)
class Identity:
    """Who a pupil is; `born_on` is ISO 8601, or None when the school does not know it."""

    first_name: str
    infix: str
    last_name: str
    born_on: str | None


def add_pupil(who: Identity, school_class: SchoolClass | None, by: Person, *, now: datetime) -> Pupil:
    """A new pupil, in a class of this year when one is named. Raises SamePupil, NotThisYear."""
    one_at_a_time()
    _check_unknown(who)
    pupil = Pupil(**asdict(who))
    db.session.add(pupil)
    audit.did(by, "pupil added", pupil, now=now)
    if school_class is not None:
        _check_this_year(school_class)
        db.session.add(Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id))
        db.session.flush()
    return pupil


def _check_unknown(who: Identity) -> None:
    name = folded(" ".join(part for part in (who.first_name, who.infix, who.last_name) if part))
    query = select(Pupil).where(Pupil.folded_name == name).options(undefer(Pupil.born_on)).order_by(Pupil.id)
    for known in db.session.scalars(query):
        if known.born_on == who.born_on:
            raise SamePupil(known)


def change_pupil(pupil: Pupil, who: Identity, by: Person, *, now: datetime) -> None:
    """Write down another name or birth date."""
    found = changed(pupil, **asdict(who))
    if found:
        audit.did(by, "pupil changed", pupil, now=now, detail=found)


def move_class(pupil: Pupil, school_class: SchoolClass, on: date, by: Person, *, today: date, now: datetime) -> None:
    """Be in another class of this year from a day on; the class until then is kept. A pupil without a class gets one.

    Raises InThatClass, NotThisYear, WrongDay.
    """
    not_after(today, on)
    _check_this_year(school_class)
    if on < min(school_class.year.starts_on, today):
        raise WrongDay
    there = _own_class(pupil, school_class.year_id)
    if there is not None and there.class_id == school_class.id:
        raise InThatClass
    if there is not None and on < (there.started_on or on):
        raise WrongDay
    old = there.school_class.name if there else None
    if there is not None:
        since, number = there.started_on, there.class_id
        db.session.add(PastEnrolment(pupil_id=pupil.id, class_id=number, started_on=since, ended_on=on))
    _put_in(pupil, there, school_class, on)
    detail = {"class": [old, school_class.name], "class_id": school_class.id, "on": on.isoformat()}
    audit.did(by, "class changed", pupil, now=now, detail=detail)


def undo_move(deed: Audit, by: Person, *, now: datetime) -> None:
    """Be in the class from before a move again, as if it had not been. Raises CannotUndo."""
    detail = deed.detail or {}
    pupil, number = db.session.get_one(Pupil, deed.about), detail.get("class_id", 0)
    moved_to = db.session.get(SchoolClass, number)
    there = _own_class(pupil, moved_to.year_id) if moved_to else None
    past = select(PastEnrolment).where(PastEnrolment.pupil_id == pupil.id).order_by(PastEnrolment.id.desc())
    before = db.session.scalars(past).first()
    if there is None or before is None or there.class_id != number or there.started_on != before.ended_on:
        raise CannotUndo
    names = [there.school_class.name, before.school_class.name]
    _put_in(pupil, there, before.school_class, before.started_on)
    db.session.delete(before)
    audit.did(by, "class change undone", pupil, now=now, detail={"class": names})


def _own_class(pupil: Pupil, year_id: int) -> Enrolment | None:
    # One who moves a pupil waits for another who does.
    db.session.get_one(Pupil, pupil.id, with_for_update=True)
    query = select(Enrolment).where(Enrolment.pupil_id == pupil.id, Enrolment.year_id == year_id)
    return db.session.scalars(query.where(Enrolment.is_own_class)).first()


def _put_in(pupil: Pupil, there: Enrolment | None, school_class: SchoolClass, on: date | None) -> None:
    as_group = db.session.get(Enrolment, (pupil.id, school_class.id))
    for row in (there, as_group):
        if row is not None:
            db.session.delete(row)
    # The old own class goes before the new one comes: a pupil has one.
    db.session.flush()
    db.session.add(Enrolment(pupil_id=pupil.id, class_id=school_class.id, year_id=school_class.year_id, started_on=on))
    db.session.flush()


def _check_this_year(school_class: SchoolClass) -> None:
    year = current_year()
    if year is None or school_class.year_id != year.id:
        raise NotThisYear


def leave_school(pupil: Pupil, on: date, by: Person, *, today: date, now: datetime) -> None:
    """A pupil leaves; the family's pages about the child close. Raises WrongDay."""
    not_after(today, on)
    found = changed(pupil, left_on=on)
    if found:
        audit.did(by, "pupil left", pupil, now=now, detail=found)


def come_back_to_school(pupil: Pupil, by: Person, *, now: datetime) -> None:
    """A pupil is here again, in the class of this year if there still is one."""
    found = changed(pupil, left_on=None)
    if found:
        audit.did(by, "pupil came back", pupil, now=now, detail=found)
