"""Messages of ready-made phrases: the phrases of a post, and of one that is still being written."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post
from portal.school.models import SchoolClass


class PostPhrases(Base):
    """The phrases that a post is made of, in order, as portal/phrases keeps them: it is read in every language."""

    __tablename__ = "post_phrases"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class PhraseDraft(Base):
    """What a teacher is writing for a class with phrases, or is changing in a post; each line has an `id` here.

    One that is new for each class, and one for each post that is changed.
    """

    __tablename__ = "phrase_draft"
    __table_args__ = (
        UniqueConstraint("author_id", "post_id"),
        Index("ix_phrase_draft_new", "author_id", "class_id", unique=True, sqlite_where=text("post_id IS NULL"),
              postgresql_where=text("post_id IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    school_class: Mapped[SchoolClass] = relationship()
    post: Mapped[Post | None] = relationship()
