"""The bookings that families hold, and who comes how."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.rounds import Slot
from portal.conversations.rules import Meet
from portal.db import Base
from portal.school.models import Household, Person, Pupil


def one_held(name: str, *columns: str) -> Index:
    """Among bookings that are not cancelled these columns occur once."""
    held = text("cancelled_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=held, postgresql_where=held)


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
