"""School years: which one is now, which have begun, and the one that is being prepared."""

from sqlalchemy import Select, func, select

from portal.db import db
from portal.school.models import School, SchoolYear


def current_year_id() -> Select:
    """The school year that counts as this one, as a subquery: the one the school names, else the newest."""
    said = select(School.year_id).order_by(School.id).limit(1).scalar_subquery()
    newest = select(SchoolYear.id).order_by(SchoolYear.starts_on.desc(), SchoolYear.id.desc()).limit(1)
    return select(func.coalesce(said, newest.scalar_subquery()))


def begun_year_ids() -> Select:
    """This year and all before it, as a subquery: what is prepared for a later year is nobody's business yet."""
    now = select(SchoolYear.starts_on).where(SchoolYear.id == current_year_id().scalar_subquery())
    return select(SchoolYear.id).where(SchoolYear.starts_on <= now.scalar_subquery())


def current_year() -> SchoolYear | None:
    """The school year that counts as this one; None in a school that has none yet."""
    return db.session.scalar(select(SchoolYear).where(SchoolYear.id == current_year_id().scalar_subquery()))


def coming_year() -> SchoolYear | None:
    """The first year after this one that somebody prepares or brought in; None when nobody did."""
    later = SchoolYear.id.not_in(begun_year_ids())
    return db.session.scalars(select(SchoolYear).where(later).order_by(SchoolYear.starts_on, SchoolYear.id)).first()


def begun_years() -> list[SchoolYear]:
    """This year and those before it, newest first."""
    query = select(SchoolYear).where(SchoolYear.id.in_(begun_year_ids()))
    return list(db.session.scalars(query.order_by(SchoolYear.starts_on.desc(), SchoolYear.id.desc())))
