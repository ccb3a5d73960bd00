"""What a post said before it was changed."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person


class Earlier(Base):
    """The words of a post until `at`, when `by_id` changed them."""

    __tablename__ = "post_earlier"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    title: Mapped[str]
    html: Mapped[str]
    language: Mapped[str]
    happens_on: Mapped[date | None]
    from_time: Mapped[time | None]
    until_time: Mapped[time | None]
    place_words: Mapped[str]
    bring: Mapped[str]
    by: Mapped[Person] = relationship()
