"""What one household wrote about one child, encrypted, each item with its own end."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.home_context.rules import Theme
from portal.school.models import Person
from portal.vault import EncryptedText


class HomeItem(Base):
    """One theme of one child in one household. Looks are written down about each item that was shown."""

    __tablename__ = "home_item"
    __table_args__ = (UniqueConstraint("pupil_id", "household_id", "theme"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    theme: Mapped[Theme]
    text: Mapped[str] = mapped_column(EncryptedText("home_item.text"), default="")
    in_conversation: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    expires_on: Mapped[date]
    removed_at: Mapped[datetime | None]
    written_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
