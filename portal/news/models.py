"""Posts, their pictures, and who opened them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person, SchoolClass


class Post(Base):
    """A message of a teacher to a class. `html` is made from `text` when it is written, not when it is read."""

    __tablename__ = "post"
    __table_args__ = (Index("ix_post_class_page", "class_id", "published_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    language: Mapped[str]
    happens_on: Mapped[date | None]
    time_words: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    author: Mapped[Person] = relationship()
    school_class: Mapped[SchoolClass] = relationship()
    picture: Mapped["Picture | None"] = relationship(back_populates="post", cascade="all, delete-orphan")


class Picture(Base):
    """A picture as it was re-encoded: `key` is its folder, `width` and `height` those of the largest size."""

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    alternative: Mapped[str] = mapped_column(default="")
    width: Mapped[int]
    height: Mapped[int]
    post: Mapped[Post] = relationship(back_populates="picture", lazy="joined", innerjoin=True)

    @property
    def class_id(self) -> int:
        return self.post.class_id


class Opened(Base):
    """Who opened a post, and when first."""

    __tablename__ = "opened"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]
