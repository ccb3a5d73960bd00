"""What was asked about an interpreter shortly before a conversation."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.bookings import Booking
from portal.db import Base


class InterpreterReminder(Base):
    """That a family was asked to say so in time when it does not come; once for each time that a booking had."""

    __tablename__ = "interpreter_reminder"
    __table_args__ = (UniqueConstraint("booking_id", "sequence"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    sent_at: Mapped[datetime]
    booking: Mapped[Booking] = relationship()
