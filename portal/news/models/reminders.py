"""Reminders of a post: who got one, so that nobody gets too many; and after how many days one goes by itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post


class PostReminder(Base):
    """One reminder of one guardian about one post; `turn` is 1 for the first."""

    __tablename__ = "post_reminder"
    __table_args__ = (UniqueConstraint("post_id", "person_id", "turn"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    turn: Mapped[int]
    at: Mapped[datetime]


class PostReminding(Base):
    """A post of which families that did not open it are reminded by itself, once, so many days after they were told."""

    __tablename__ = "post_reminding"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    after_days: Mapped[int]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[Post] = relationship()
