"""What parents say, in their own language, and the same in another language for who reads it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.taking_part.models.occasions import Occasion, Outcome
from portal.vault import EncryptedText


class Contribution(Base):
    """What one parent wrote. Without a name there is no person and no time of day: only the day, for everybody.

    `key` is the form's own: sent twice it is kept once.
    """

    __tablename__ = "contribution"
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"), index=True)
    language: Mapped[str]
    words: Mapped[str] = mapped_column(EncryptedText("contribution.words"))
    given_on: Mapped[date]
    key: Mapped[str] = mapped_column(unique=True)
    occasion: Mapped[Occasion] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person | None] = relationship()
    outcome: Mapped[Outcome | None] = relationship()


class ContributionWords(Base):
    """A contribution in the language of a reader, asked of the engine; without `words` it still has to be made."""

    __tablename__ = "contribution_words"
    __table_args__ = (UniqueConstraint("contribution_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    language: Mapped[str]
    words: Mapped[str | None] = mapped_column(EncryptedText("contribution_words.words"))
    due_at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]
    contribution: Mapped[Contribution] = relationship()
