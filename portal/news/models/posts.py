"""Posts, and the class pages on which each of them stands."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person, SchoolClass

if TYPE_CHECKING:
    from portal.news.models.pictures import Attachment, Picture


class PostKind(StrEnum):
    """What a post is, as far as that decides something: the last three are never read by machine alone.

    One of ready-made phrases is said in every language by itself: no machine is asked.
    """

    NEWS = "news"
    PHRASES = "phrases"
    CONCERN = "concern"
    MEDICAL = "medical"
    PERMISSION = "permission"


def _few(name: str, column: str) -> Index:
    """An index of the few posts that have this moment."""
    there = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=there, postgresql_where=there)


class Post(Base):
    """A message of a teacher to one or more classes. `html` is made from `text` when it is written, not when read.

    `published_at` may lie ahead: until then only who wrote it sees it, and `goes_out_at` is when the worker publishes
    it; `told_at` is when families were told. `key` is that of the form it came from: a form is published once.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("author_id", "key"), _few("ix_post_waiting", "goes_out_at"),
        _few("ix_post_withdrawn", "withdrawn_at"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str | None]
    kind: Mapped[PostKind] = mapped_column(default=PostKind.NEWS)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    language: Mapped[str]
    happens_on: Mapped[date | None]
    from_time: Mapped[time | None]
    until_time: Mapped[time | None]
    place_words: Mapped[str] = mapped_column(default="")
    bring: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime] = mapped_column(index=True)
    goes_out_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    author: Mapped[Person] = relationship()
    places: Mapped[list["PostClass"]] = relationship(
        back_populates="post", cascade="all, delete-orphan", order_by="PostClass.class_id"
    )
    pictures: Mapped[list["Picture"]] = relationship(
        back_populates="post", cascade="all, delete-orphan", order_by="Picture.number"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="post", cascade="all, delete-orphan", order_by="Attachment.id"
    )

    @property
    def is_pinned(self) -> bool:
        return any(place.is_pinned for place in self.places)

    @property
    def class_ids(self) -> list[int]:
        """The classes on whose pages it stands."""
        return [place.class_id for place in self.places]

    @property
    def class_id(self) -> int:
        """The first of its classes: to return to after something was done with it."""
        return self.places[0].class_id


class PostClass(Base):
    """A post on the page of one class; it has the post's own moment, so that a page is read along one index."""

    __tablename__ = "post_class"
    __table_args__ = (
        Index("ix_post_class_page", "class_id", "published_at", "post_id"),
        Index(
            "ix_post_class_pinned", "class_id", "published_at", sqlite_where=text("is_pinned = 1"),
            postgresql_where=text("is_pinned"),
        ),
    )  # fmt: skip
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    published_at: Mapped[datetime]
    is_pinned: Mapped[bool] = mapped_column(default=False)
    post: Mapped[Post] = relationship(back_populates="places")
    school_class: Mapped[SchoolClass] = relationship()
