"""Where people belong: the school, its years and classes, and the places in the building."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models.people import Person, Pupil


class School(Base):
    """The one school of this deployment; `name_key` is its official number in roster files (BRIN).

    `year_id` is the school year that counts as this one; while there is none, the newest does.
    """

    __tablename__ = "school"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    year_id: Mapped[int | None] = mapped_column(ForeignKey("school_year.id"))


class SchoolYear(Base):
    __tablename__ = "school_year"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class SchoolClass(Base):
    """A class (groep) in one school year; its emblem and hue are the same on every screen and on paper."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("year_id", "roster_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    name: Mapped[str]
    grade: Mapped[str] = mapped_column(default="")
    emblem: Mapped[str] = mapped_column(default="owl")
    roster_key: Mapped[str | None]
    year: Mapped[SchoolYear] = relationship()


class Enrolment(Base):
    """A pupil in a class; one class a year is the pupil's own, others are groups across classes."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_own_class", "pupil_id", "year_id", unique=True, sqlite_where=text("is_own_class"),
              postgresql_where=text("is_own_class")),
    )  # fmt: skip
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True, index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    is_own_class: Mapped[bool] = mapped_column(default=True)
    # The first day in this class; none is known for who was in it from the beginning of the year.
    started_on: Mapped[date | None]
    pupil: Mapped[Pupil] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class PastEnrolment(Base):
    """An own class that a pupil left within its year: kept for the office, and good for nothing else."""

    __tablename__ = "past_enrolment"
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    started_on: Mapped[date | None]
    ended_on: Mapped[date]
    school_class: Mapped[SchoolClass] = relationship()


class Leaver(Base):
    """A pupil who leaves the school when this year begins; written while the year is prepared."""

    __tablename__ = "leaver"
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"), primary_key=True)


class Teaching(Base):
    """A member of a class's teacher team."""

    __tablename__ = "teaching"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True, index=True)
    person: Mapped[Person] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class StandIn(Base):
    """Who stands in for the team of a class, from one day to another, both included; unless it was taken back."""

    __tablename__ = "stand_in"
    __table_args__ = (UniqueConstraint("class_id", "person_id", "from_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    named_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    school_class: Mapped[SchoolClass] = relationship()


class Place(Base):
    """A place in the building where somebody can need help or a conversation is held."""

    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
