"""School years: the next one is prepared in rows of its own, and begins when the school says so."""

from datetime import date, datetime

from sqlalchemy import exists, select, update

from portal import audit
from portal.db import Base, db, rows_changed
from portal.school.actions.changing import one_at_a_time
from portal.school.actions.moving_up import move_up
from portal.school.actions.refusals import CannotUndo, InUse, NoYearToMoveUpFrom, YearStarted
from portal.school.models import Leaver, Person, Pupil, School, SchoolClass, SchoolYear
from portal.school.queries.years import begun_years, coming_year, current_year
from portal.school.rules import next_year_name

# These say who is in a class; whatever else names a class is something that was done in it.
OF_THE_CLASS_ITSELF = ("enrolment", "past_enrolment", "teaching")


def year_named(name: str, starts_on: date, ends_on: date) -> SchoolYear:
    """The school year with this name, made when there is none. Which year is now does not change by it."""
    school = one_at_a_time()
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.name == name)).first()
    if year is not None:
        return year
    this_one = current_year()
    year = SchoolYear(name=name, starts_on=starts_on, ends_on=ends_on)
    db.session.add(year)
    db.session.flush()
    if school is not None and school.year_id is None:
        # Until now the newest year counted; from now on the school says which.
        school.year_id = (this_one or year).id
        db.session.flush()
    return year


def prepare(by: Person, *, now: datetime) -> SchoolYear:
    """The next year with every class a grade further and every pupil placed; what was changed in it stays.

    Doing it again places who came since. Raises NoYearToMoveUpFrom.
    """
    one_at_a_time()
    year = current_year()
    if year is None:
        raise NoYearToMoveUpFrom
    coming = coming_year()
    if coming is None:
        coming = year_named(next_year_name(year.name), _a_year_later(year.starts_on), _a_year_later(year.ends_on))
        audit.did(by, "year prepared", coming, now=now)
    move_up(year, coming)
    return coming


def _a_year_later(day: date) -> date:
    # Nothing begins on 29 February of a year that has none.
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def start(coming: SchoolYear, by: Person, *, today: date, now: datetime) -> None:
    """From now on this is the school year, and who leaves has left. Raises YearStarted."""
    one_at_a_time()
    year = current_year()
    if year is None or coming_year() is not coming:
        raise YearStarted
    if rows_changed(update(School).where(School.year_id == year.id).values(year_id=coming.id)) != 1:
        raise YearStarted
    leaving = select(Leaver.pupil_id).where(Leaver.year_id == coming.id)
    going = list(db.session.scalars(select(Pupil).where(Pupil.id.in_(leaving), Pupil.left_on.is_(None))))
    for pupil in going:
        pupil.left_on = today
        audit.did(by, "pupil left", pupil, now=now, detail={"left_on": [None, today.isoformat()]})
    detail = {"year": [year.name, coming.name], "leavers": [pupil.id for pupil in going], "on": today.isoformat()}
    audit.did(by, "year started", coming, now=now, detail=detail)


def can_take_back(year: SchoolYear) -> bool:
    """Whether the start of this year can be undone: it was started here, and nothing was done in its classes."""
    return len(begun_years()) > 1 and bool(audit.deeds_about(year, verb="year started")) and not is_used(year)


def take_back(year: SchoolYear, by: Person, *, now: datetime) -> None:
    """The year before is now again, and this one is being prepared. Raises YearStarted, CannotUndo, InUse."""
    one_at_a_time()
    if current_year() is not year:
        raise YearStarted
    started = audit.deeds_about(year, verb="year started")
    before = begun_years()[1:2]
    if not started or not before:
        raise CannotUndo
    if is_used(year):
        raise InUse
    db.session.execute(update(School).where(School.year_id == year.id).values(year_id=before[0].id))
    detail = started[0].detail or {}
    back = select(Pupil).where(Pupil.id.in_(detail.get("leavers", [])))
    for pupil in db.session.scalars(back.where(Pupil.left_on == date.fromisoformat(detail["on"]))):
        pupil.left_on = None
        audit.did(by, "pupil came back", pupil, now=now, detail={"left_on": [detail["on"], None]})
    audit.did(by, "year taken back", year, now=now, detail={"year": [year.name, before[0].name]})


def is_used(year: SchoolYear) -> bool:
    """Whether something was done in a class of this year, whichever feature keeps it."""
    classes = select(SchoolClass.id).where(SchoolClass.year_id == year.id)
    return any(
        db.session.scalar(select(exists().where(column.in_(classes))))
        for table in Base.metadata.sorted_tables
        if table.name not in OF_THE_CLASS_ITSELF
        for column in table.columns
        if any(key.column is SchoolClass.__table__.c.id for key in column.foreign_keys)
    )
