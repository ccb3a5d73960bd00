"""What parents write to each other, in which languages it is there, and who comes."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.class_group.models.guarding import Removal
from portal.class_group.models.members import Member
from portal.class_group.rules import Kind
from portal.db import Base
from portal.vault import EncryptedText


class Entry(Base):
    """A post, an answer to one (`post_id`), or the words on a card: of one member, with whom it goes."""

    __tablename__ = "group_entry"
    __table_args__ = (Index("ix_group_entry_page", "class_id", "kind", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("group_entry.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText("group_entry.text"))
    place: Mapped[str] = mapped_column(EncryptedText("group_entry.place"), default="")
    on_day: Mapped[date | None]
    from_time: Mapped[time | None]
    # How many families can come; without a number nobody signs up here.
    places: Mapped[int | None]
    at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship()
    removal: Mapped[Removal | None] = relationship(lazy="joined", back_populates="entry")

    @property
    def is_post(self) -> bool:
        return self.kind not in (Kind.ANSWER, Kind.CARD)

    @property
    def is_there(self) -> bool:
        """Neither taken back by who wrote it, nor removed."""
        return self.taken_back_at is None and self.removal is None


class EntryVersion(Base):
    """What somebody wrote in another language; without `text` the engine still has to make it.

    `given_up_at` with its `reason` stays until somebody asks again.
    """

    __tablename__ = "group_entry_version"
    __table_args__ = (
        UniqueConstraint("entry_id", "language"),
        Index("ix_group_entry_version_due", "due_at", sqlite_where=text("text IS NULL"),
              postgresql_where=text("text IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("group_entry.id", ondelete="CASCADE"))
    language: Mapped[str]
    text: Mapped[str | None] = mapped_column(EncryptedText("group_entry_version.text"))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]
    entry: Mapped[Entry] = relationship()


class Seat(Base):
    """A family that comes, on a numbered place: a number is given out once. Without one it waits, first come first."""

    __tablename__ = "group_seat"
    __table_args__ = (UniqueConstraint("entry_id", "number"), UniqueConstraint("entry_id", "member_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("group_entry.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"), index=True)
    number: Mapped[int | None]
