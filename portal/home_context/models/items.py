"""What one household wrote about one child, encrypted, each item with its readers and its own end."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.home_context.rules import Audience, Theme
from portal.school.models import Person, Pupil
from portal.vault import EncryptedJson, EncryptedText


class HomeItem(Base):
    """One theme of one child in one household. Looks are written down about each item that was shown.

    `signs` are the symbols that were chosen, by their names. `asked_for` is the end for which the family has been asked
    whether the item is still right.
    """

    __tablename__ = "home_item"
    __table_args__ = (UniqueConstraint("pupil_id", "household_id", "theme"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    theme: Mapped[Theme]
    text: Mapped[str] = mapped_column(EncryptedText("home_item.text"), default="")
    signs: Mapped[list | None] = mapped_column(EncryptedJson("home_item.signs"))
    in_conversation: Mapped[bool] = mapped_column(default=False)
    audience: Mapped[Audience] = mapped_column(default=Audience.TEACHERS, server_default=Audience.TEACHERS.value)
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    expires_on: Mapped[date] = mapped_column(index=True)
    asked_for: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    written_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship()

    def is_shared_on(self, day: date) -> bool:
        """Whether the school reads it on this day."""
        return self.removed_at is None and self.expires_on >= day


class HomeVersion(Base):
    """What an item said before; for the household that wrote it, as long as the item is there."""

    __tablename__ = "home_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("home_item.id", ondelete="CASCADE"), index=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText("home_version.text"), default="")
    signs: Mapped[list | None] = mapped_column(EncryptedJson("home_version.signs"))
    in_conversation: Mapped[bool] = mapped_column(default=False)
    audience: Mapped[Audience]
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime]
    written_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class HomeDraft(Base):
    """What a household is still writing about one theme; nobody at school ever asks for these rows.

    `until` is the day it will be shared up to; none for the end of the school year.
    """

    __tablename__ = "home_draft"
    __table_args__ = (UniqueConstraint("pupil_id", "household_id", "theme"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    theme: Mapped[Theme]
    text: Mapped[str] = mapped_column(EncryptedText("home_draft.text"), default="")
    signs: Mapped[list | None] = mapped_column(EncryptedJson("home_draft.signs"))
    in_conversation: Mapped[bool] = mapped_column(default=False)
    audience: Mapped[Audience] = mapped_column(default=Audience.TEACHERS)
    until: Mapped[date | None]
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    written_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship()
