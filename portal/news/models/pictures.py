"""The pictures and files of a post, and who is on a picture."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post


class Picture(Base):
    """A picture as it was re-encoded: `key` is its folder, `width` and `height` those of the largest size."""

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    key: Mapped[str] = mapped_column(unique=True)
    alternative: Mapped[str] = mapped_column(default="")
    width: Mapped[int]
    height: Mapped[int]
    # Hidden for good by a teacher; what is hidden because a child on it has no consent shows itself.
    hidden_at: Mapped[datetime | None]
    post: Mapped[Post] = relationship(back_populates="pictures", lazy="joined", innerjoin=True)

    @property
    def class_ids(self) -> list[int]:
        return self.post.class_ids


class PictureChild(Base):
    """A child who is on a picture, as a teacher says."""

    __tablename__ = "picture_child"
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="CASCADE"), primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), primary_key=True, index=True)


class Attachment(Base):
    """A file that goes with a post: `key` is its name on disk, `name` as the teacher called it, `size` in bytes."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    post: Mapped[Post] = relationship(back_populates="attachments", lazy="joined", innerjoin=True)

    @property
    def class_ids(self) -> list[int]:
        return self.post.class_ids
