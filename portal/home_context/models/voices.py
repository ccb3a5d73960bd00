"""What a family said instead of wrote: the recording, encrypted, with the item or the draft that it belongs to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.home_context.models.items import HomeDraft, HomeItem
from portal.home_context.rules import NEEDED_TODAY, Sound, read_beyond_class
from portal.vault import EncryptedBytes


class HomeVoice(Base):
    """One recording of an item, or of a draft; `seconds` where the file says how long it is."""

    __tablename__ = "home_voice"
    __table_args__ = (CheckConstraint("(item_id IS NULL) <> (draft_id IS NULL)", name="belongs"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("home_item.id", ondelete="CASCADE"), unique=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("home_draft.id", ondelete="CASCADE"), unique=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    kind: Mapped[Sound]
    size: Mapped[int]
    seconds: Mapped[int | None]
    said_at: Mapped[datetime]
    sound: Mapped[bytes] = mapped_column(EncryptedBytes("home_voice.sound"), deferred=True)
    item: Mapped[HomeItem | None] = relationship(lazy="joined")
    draft: Mapped[HomeDraft | None] = relationship(lazy="joined")

    @property
    def of(self) -> HomeItem | HomeDraft:
        of = self.item or self.draft
        assert of is not None
        return of

    @property
    def is_needed_today(self) -> bool:
        return self.of.theme in NEEDED_TODAY

    def is_shared_on(self, day: date) -> bool:
        return self.item is not None and self.item.is_shared_on(day)

    def is_for(self, roles: frozenset) -> bool:
        """Whether the family lets these roles hear it beyond the child's class."""
        return self.of.audience in read_beyond_class(roles)
