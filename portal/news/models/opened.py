"""Who opened which post, and what they said to it with one tap."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Opened(Base):
    """Who opened a post, and when first; whether they then said that they saw it, or thank you."""

    __tablename__ = "opened"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
