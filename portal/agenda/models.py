"""The secret addresses under which calendars ask for somebody's dates."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedText


class CalendarFeed(Base):
    """One person's address; whoever has it reads that person's agenda, until it is renewed or ended.

    The address is sealed, so that its owner can see it again; it is found by its mark.
    """

    __tablename__ = "calendar_feed"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    token: Mapped[str] = mapped_column(EncryptedText("calendar_feed.token"))
    mark: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    person: Mapped[Person] = relationship()
