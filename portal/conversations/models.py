"""Rounds, the times in them, and the bookings that families hold."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Meet, RoundState
from portal.db import Base
from portal.school.models import Household, Person, Pupil, SchoolClass


def one_held(name: str, *columns: str) -> Index:
    """Among bookings that are not cancelled these columns occur once."""
    held = text("cancelled_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=held, postgresql_where=held)


class Round(Base):
    """A round of conversations; which classes take part follows from its slots."""

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    language: Mapped[str]
    where: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int]
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class RoundClass(Base):
    """A class, with its teacher team, that takes part in a round."""

    __tablename__ = "round_class"
    __table_args__ = (UniqueConstraint("round_id", "class_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)


class Slot(Base):
    """One time of a teacher team; a row, so that two families can never both have it."""

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("class_id", "starts_at"),
        Index("ix_slot_round", "round_id", "class_id", "starts_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_blocked: Mapped[bool] = mapped_column(default=False)
    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)


class Booking(Base):
    """Child × household × teacher team, at a time. A cancelled one stays, and holds nothing.

    `uid` and `sequence` are those of the calendar item (RFC 5545, 3.8.4.7 and 3.8.7.4): the uid for life,
    the sequence one higher at each change.
    """

    __tablename__ = "booking"
    __table_args__ = (
        one_held("ix_booking_one_per_slot", "slot_id"),
        one_held("ix_booking_one_per_child", "round_id", "class_id", "pupil_id", "household_id"),
        Index("ix_booking_household", "household_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    meet: Mapped[Meet] = mapped_column(default=Meet.SCHOOL)
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    booked_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    slot: Mapped[Slot] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship(lazy="joined", innerjoin=True)
    household: Mapped[Household] = relationship()
    booked_by: Mapped[Person] = relationship()
