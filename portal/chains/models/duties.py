"""The roster: duties with weekly shifts, days that are different, who stands in, holidays and the school's hours."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.chains.rules import Weeks
from portal.db import Base
from portal.school.models import Person


class Duty(Base):
    """A role that somebody has at certain hours: first aid, the playground, the front desk."""

    __tablename__ = "duty"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    shifts: Mapped[list["DutyShift"]] = relationship(
        order_by="DutyShift.weekday, DutyShift.starts, DutyShift.id",
        cascade="all, delete-orphan",
        back_populates="duty",
    )


class DutyShift(Base):
    """Somebody has a duty every week, or every other one, on a weekday (0 is Monday) between two times."""

    __tablename__ = "duty_shift"
    __table_args__ = (
        UniqueConstraint("duty_id", "person_id", "weekday", "starts", "weeks"),
        CheckConstraint("starts < ends", name="in_order"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    weeks: Mapped[Weeks] = mapped_column(default=Weeks.EVERY)
    duty: Mapped[Duty] = relationship(back_populates="shifts")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class DutyException(Base):
    """One day that is different: somebody is not there (no duty), or has a duty beside the weekly shifts.

    Without times it is the whole day.
    """

    __tablename__ = "duty_exception"
    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duty.id"), index=True)
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    duty: Mapped[Duty | None] = relationship(lazy="joined")

    @property
    def is_away(self) -> bool:
        return self.duty_id is None


class Substitute(Base):
    """`by` is called in the place of `person` on these days, wherever that person would be called."""

    __tablename__ = "substitute"
    __table_args__ = (
        CheckConstraint("person_id <> by_id", name="somebody_else"),
        CheckConstraint("starts_on <= ends_on", name="in_order"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[by_id])


class SchoolHoliday(Base):
    """Days without school, the first and the last too: then nobody has a weekly duty."""

    __tablename__ = "school_holiday"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="in_order"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)


class SchoolHours(Base):
    """When people are in the school on a weekday; a weekday without a row is one without school."""

    __tablename__ = "school_hours"
    __table_args__ = (CheckConstraint("starts < ends", name="in_order"),)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[time]
    ends: Mapped[time]
