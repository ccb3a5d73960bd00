"""That somebody was reminded, so that nobody is twice."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.conversations.rules import Remind
from portal.db import Base


class Reminder(Base):
    """One reminder of one guardian; `about` is the day of the conversations ("2026-09-08"), or "round 3"."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("person_id", "what", "about"), Index("ix_reminder_at", "at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[Remind]
    about: Mapped[str]
    at: Mapped[datetime]
