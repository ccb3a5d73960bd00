"""A post in other languages than the one it was written in, what an engine still has to do, and what was not clear."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post, PostKind
from portal.school.models import Person
from portal.vault import ring

# What these ask of a family may not hang on a mistake of a machine: nobody reads it before a teacher did.
NEVER_BY_MACHINE_ALONE = frozenset({PostKind.CONCERN, PostKind.MEDICAL, PostKind.PERMISSION})


class Made(StrEnum):
    """How a version came to be: by a person, or by an engine."""

    BY_HAND = "by hand"
    BY_ENGINE = "by engine"


class Words(NamedTuple):
    """All words of a post in one language."""

    title: str
    text: str
    place_words: str = ""
    bring: str = ""

    def marked(self, language: str) -> str:
        """The mark of these words: another one means that they changed."""
        return ring.mark("\n".join((language, *self)), "post_version.original_mark")


def words_of(post: Post) -> Words:
    """What a post says in its own language."""
    return Words(post.title, post.text, post.place_words, post.bring)


def alternatives_of(post: Post) -> dict[str, str]:
    """What the post says of its pictures, by the number of the picture."""
    return {str(picture.id): picture.alternative for picture in post.pictures if picture.alternative}


class Version(Base):
    """A post in one other language. `original_mark` is that of the words it was made from: it shows what is stale.

    `untouched` says how many sentences an engine left in the original. `alternatives` say what is on the pictures, by
    the number of the picture: a picture that is not in it keeps its own words.
    """

    __tablename__ = "post_version"
    __table_args__ = (UniqueConstraint("post_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    language: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    place_words: Mapped[str] = mapped_column(default="")
    bring: Mapped[str] = mapped_column(default="")
    alternatives: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    made: Mapped[Made]
    untouched: Mapped[int] = mapped_column(default=0)
    original_mark: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    post: Mapped[Post] = relationship()

    @property
    def class_ids(self) -> list[int]:
        return self.post.class_ids

    @property
    def class_id(self) -> int:
        return self.post.class_id

    @property
    def is_by_machine_alone(self) -> bool:
        return self.made is Made.BY_ENGINE and self.checked_at is None

    @property
    def is_stale(self) -> bool:
        """Whether the original changed since."""
        return self.original_mark != words_of(self.post).marked(self.post.language)


class VersionAsked(Base):
    """A version that the engine has to make: due, leased while it is made, gone when it is there.

    `given_up_at` with its `reason` stays until somebody asks again.
    """

    __tablename__ = "version_asked"
    __table_args__ = (UniqueConstraint("post_id", "language"), Index("ix_version_asked_due", "given_up_at", "due_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    language: Mapped[str]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]


class NotUnderstood(Base):
    """A guardian did not understand a post: a task for its teachers until one of them says that it is done."""

    __tablename__ = "not_understood"
    __table_args__ = (UniqueConstraint("post_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    wants_call: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    post: Mapped[Post] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    @property
    def class_ids(self) -> list[int]:
        return self.post.class_ids

    @property
    def class_id(self) -> int:
        return self.post.class_id
