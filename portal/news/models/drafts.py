"""What a teacher is writing and has not published: the words as typed, with the pictures and documents so far."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post
from portal.school.models import Person, SchoolClass
from portal.vault import EncryptedJson


class Draft(Base):
    """One form that somebody is filling in: `filled` are its fields as typed, {name: [values]}.

    `key` is the form's own, made with the page, and becomes the post's: sent twice it is published once. `tab` is the
    page that wrote last, `version` counts. Without `class_id` it is for the whole school; with `post_id` a change.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_draft_class", "person_id", "class_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    tab: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    filled: Mapped[dict] = mapped_column(EncryptedJson("draft.filled"))
    kept_at: Mapped[datetime]
    thrown_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
    school_class: Mapped[SchoolClass | None] = relationship()
    post: Mapped[Post | None] = relationship()
    files: Mapped[list["DraftFile"]] = relationship(
        back_populates="draft", cascade="all, delete-orphan", order_by="(DraftFile.number, DraftFile.id)"
    )

    def said(self, name: str) -> str:
        """What was typed in a field of one line."""
        return next(iter(self.filled.get(name, ())), "")

    @property
    def pictures(self) -> list["DraftFile"]:
        return [file for file in self.files if file.sort is Sort.PICTURE]

    @property
    def documents(self) -> list["DraftFile"]:
        return [file for file in self.files if file.sort is Sort.DOCUMENT]


class Sort(StrEnum):
    """Which of the two kinds of file."""

    PICTURE = "picture"
    DOCUMENT = "document"


class DraftFile(Base):
    """A picture or a document of a draft; not `is_own`: it is that of the published post, and stays when this goes."""

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("draft_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    sort: Mapped[Sort]
    key: Mapped[str]
    is_own: Mapped[bool] = mapped_column(default=True)
    alternative: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    draft: Mapped[Draft] = relationship(back_populates="files")

    @property
    def mark(self) -> str:
        """By what a form names it."""
        return self.key[:12]
