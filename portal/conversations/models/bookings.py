"""The bookings that families hold, which times they take, and who comes how."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.rounds import Slot
from portal.conversations.rules import Interpreter, Meet
from portal.db import Base
from portal.school.models import Household, Person, Pupil

HELD_TOGETHER = text("is_together AND cancelled_at IS NULL")


def one_held(name: str, *columns: str) -> Index:
    """Among bookings that are not cancelled these columns occur once."""
    held = text("cancelled_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=held, postgresql_where=held)


class Booking(Base):
    """Child × household × teacher team, at a time. A cancelled one stays, and holds nothing.

    `is_together`: the conversation of all the child's homes; both households have it, whoever booked it.
    `minutes` is how long it takes when that is not as long as its time; `AlsoTaken` holds the times after it.
    `uid` and `sequence` are those of the calendar item (RFC 5545, 3.8.4.7 and 3.8.7.4): the uid for life,
    the sequence one higher at each change.
    """

    __tablename__ = "booking"
    __table_args__ = (
        one_held("ix_booking_one_per_slot", "slot_id"),
        one_held("ix_booking_one_per_child", "round_id", "class_id", "pupil_id", "household_id"),
        Index("ix_booking_household", "household_id"),
        Index("ix_booking_one_together", "pupil_id", "round_id", "class_id", unique=True, sqlite_where=HELD_TOGETHER,
              postgresql_where=HELD_TOGETHER),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    meet: Mapped[Meet] = mapped_column(default=Meet.SCHOOL)
    minutes: Mapped[int | None]
    is_together: Mapped[bool] = mapped_column(default=False, server_default="0")
    interpreter: Mapped[Interpreter] = mapped_column(default=Interpreter.NONE, server_default=Interpreter.NONE.value)
    interpreter_language: Mapped[str] = mapped_column(default="", server_default="")
    interpreter_confirmed_at: Mapped[datetime | None]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    booked_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    slot: Mapped[Slot] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship(lazy="joined", innerjoin=True)
    household: Mapped[Household] = relationship()
    booked_by: Mapped[Person] = relationship()
    attending: Mapped[list["Attending"]] = relationship(viewonly=True)

    @property
    def ends_at(self) -> datetime:
        """When it is over: a longer one takes the times after its own too."""
        return self.slot.starts_at + timedelta(minutes=self.minutes) if self.minutes else self.slot.ends_at

    @property
    def attending_ids(self) -> set[int]:
        """Guardians who said that they come, and colleagues who join."""
        return {each.person_id for each in self.attending}


class AlsoTaken(Base):
    """A further time that a longer conversation takes, for as long as it is held there."""

    __tablename__ = "also_taken"
    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), index=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), unique=True)


class Attending(Base):
    """Who comes to a conversation and how: guardians each for themselves, and colleagues who join the team."""

    __tablename__ = "attending"
    __table_args__ = (UniqueConstraint("booking_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    meet: Mapped[Meet] = mapped_column(default=Meet.SCHOOL)
    person: Mapped[Person] = relationship()
