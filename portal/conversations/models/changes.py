"""What changed about a booking and both sides still have to hear."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.bookings import Booking
from portal.conversations.rules import What
from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedText


class BookingChange(Base):
    """One for each booking, until it was told: the sum of what happened to it since both sides last heard.

    `was_at` is the time that they know, when they know another than the booking's. `due_at` is later than now while a
    worker is at it, and after one broke.
    """

    __tablename__ = "booking_change"
    __table_args__ = (Index("ix_booking_change_due_at", "due_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), unique=True)
    what: Mapped[What]
    was_at: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("booking_change.reason"), default="")
    due_at: Mapped[datetime]
    booking: Mapped[Booking] = relationship()
    by: Mapped[Person] = relationship()
